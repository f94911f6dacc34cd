import type { ComplaintCause, ComplaintDecision, ComplaintHeard, ComplaintWay } from '../../rooms/promises/complaints/complaint.ts'
import type { PromiseKind } from '../../rooms/promises/promise.ts'
import type { StaffKey } from './made.ts'

/** Complaints that were settled: which promise answered each, what was said, what had caused it and what was done about it. */

export type PastComplaint = {
  /** The promise that was its answer: of this kind, with these words, the nth that fits from the latest back. */
  of: PromiseKind
  saying: RegExp
  nth: number
  how: ComplaintWay
  touchpointKind: string
  words: string
  sought: string | null
  severity: 1 | 2 | 3
  touches?: 'health' | 'safety'
  cause: ComplaintCause
  causeWords: string
  fix: string | null
  amends: readonly [words: string, minor: number] | null
  decision: ComplaintDecision
  answer: string
  /** Nothing: they could not be reached, twice. */
  heard: ComplaintHeard | null
  heardWords: string | null
  /** What keeps it from coming again, who sees to it, and after how many days it was done. */
  prevention: { words: string; by: StaffKey; days: number } | null
}

export const pastComplaints: readonly PastComplaint[] = [
  {
    of: 'repair',
    saying: /vòi sen/,
    nth: 1,
    how: 'counter',
    touchpointKind: 'housekeeping',
    words: 'Vòi sen lúc nóng lúc lạnh, cả nhà không tắm được.',
    sought: 'sửa ngay trong tối',
    severity: 2,
    cause: 'equipment',
    causeWords: 'Van trộn nước mòn',
    fix: 'Thay van trộn, mời nhà khách tắm nhờ phòng bên trong lúc chờ',
    amends: ['Ấm trà sen ở hiên', 45_000],
    decision: 'accepted',
    answer: 'Nhà đã thay van trộn, nước đều lại rồi. Xin lỗi vì buổi tối phải chờ.',
    heard: 'content',
    heardWords: 'nước ấm đều, cảm ơn nhà',
    prevention: { words: 'Thay van trộn cả tầng 2', by: 'phuc', days: 12 },
  },
  {
    of: 'repair',
    saying: /máy lạnh/,
    nth: 5,
    how: 'call',
    touchpointKind: 'room-service',
    words: 'Máy lạnh kêu suốt đêm, sáng dậy nhức đầu.',
    sought: 'đổi phòng',
    severity: 2,
    cause: 'equipment',
    causeWords: 'Quạt dàn lạnh bám bụi',
    fix: 'Đổi sang phòng cùng hạng, vệ sinh dàn lạnh',
    amends: ['Giảm 10 % đêm ấy', 90_000],
    decision: 'accepted',
    answer: 'Nhà đổi phòng ngay và đã vệ sinh dàn lạnh. Đêm ấy nhà bớt 10 %.',
    heard: 'accepts',
    heardWords: null,
    prevention: { words: 'Vệ sinh máy lạnh ba tháng một lần', by: 'phuc', days: 9 },
  },
  {
    of: 'repair',
    saying: /máy lạnh/,
    nth: 1,
    how: 'counter',
    touchpointKind: 'room-service',
    words: 'Máy lạnh lại kêu như lần trước, tưởng nhà đã sửa.',
    sought: 'được nghỉ yên',
    severity: 3,
    cause: 'equipment',
    causeWords: 'Cánh quạt cong, vệ sinh không đủ',
    fix: 'Thay quạt mới ngay trong ngày',
    amends: ['Bữa sáng tại phòng', 120_000],
    decision: 'accepted',
    answer: 'Lần này nhà thay hẳn quạt mới, không chỉ vệ sinh. Xin lỗi vì chuyện cũ lặp lại.',
    heard: 'content',
    heardWords: 'êm rồi',
    prevention: { words: 'Kiểm cánh quạt khi vệ sinh máy lạnh', by: 'phuc', days: 7 },
  },
  {
    of: 'delivery',
    saying: /Giao/,
    nth: 2,
    how: 'zalo',
    touchpointKind: 'delivery',
    words: 'Hẹn giao sáng mà chờ mãi, phải tự ra lấy quà cho kịp giỗ.',
    sought: 'lần sau báo trước',
    severity: 2,
    cause: 'delivery',
    causeWords: 'Xe ghép đơn, không ai gọi báo trước',
    fix: 'Giao bù hộp quà, ghi giờ giao từng đơn',
    amends: ['Miễn phí giao lần sau', 30_000],
    decision: 'accepted',
    answer: 'Nhà đã ghép đơn mà quên gọi báo. Từ nay trước khi đi sẽ gọi trước nửa tiếng.',
    heard: 'accepts',
    heardWords: null,
    prevention: { words: 'Gọi báo khách trước khi xe rời kho', by: 'phuc', days: 5 },
  },
  {
    of: 'answer',
    saying: /hoá đơn/,
    nth: 1,
    how: 'mail',
    touchpointKind: 'payment',
    words: 'Hoá đơn ghi sai tên công ty, kế toán bên mình trả lại.',
    sought: 'xuất lại hoá đơn',
    severity: 1,
    cause: 'mistake',
    causeWords: 'Chép tên từ danh thiếp cũ',
    fix: 'Xuất lại hoá đơn đúng tên',
    amends: null,
    decision: 'accepted',
    answer: 'Nhà đã xuất lại hoá đơn đúng tên và huỷ tờ cũ.',
    heard: 'content',
    heardWords: null,
    prevention: { words: 'Đọc lại tên trên hoá đơn với khách trước khi in', by: 'ly', days: 3 },
  },
  {
    of: 'answer',
    saying: /cách giữ/,
    nth: 1,
    how: 'call',
    touchpointKind: 'call',
    words: 'Ấm dùng ba tháng đã ngả màu, chắc là men kém.',
    sought: 'đổi ấm mới',
    severity: 1,
    cause: 'none',
    causeWords: 'Men tro đổi màu theo trà, ấm không nứt, không rạn',
    fix: null,
    amends: null,
    decision: 'rejected',
    answer: 'Men tro ngả màu theo trà là nét của men, ấm không hỏng nên nhà không đổi. Nhà gửi kèm cách giữ màu nếu thích ấm sáng.',
    heard: 'accepts',
    heardWords: 'hiểu rồi, cứ để vậy cho có màu',
    prevention: null,
  },
  {
    of: 'help',
    saying: /chăn/,
    nth: 1,
    how: 'call',
    touchpointKind: 'room-service',
    words: 'Gọi hai lần mới có người mang chăn lên, cháu nhỏ bị lạnh.',
    sought: 'có người trực đêm',
    severity: 2,
    touches: 'health',
    cause: 'waiting',
    causeWords: 'Một người trực hai tầng sau 20:00',
    fix: 'Mang chăn và trà gừng lên ngay',
    amends: null,
    decision: 'accepted',
    answer: 'Tối ấy một người trực hai tầng nên chậm. Nhà đã xếp thêm người sau 20:00.',
    heard: 'content',
    heardWords: 'cháu ngủ ngon',
    prevention: { words: 'Thêm một người trực tầng 3 sau 20:00', by: 'dung', days: 6 },
  },
  {
    of: 'help',
    saying: /Xe đón|Đón ở bến/,
    nth: 1,
    how: 'counter',
    touchpointKind: 'transfer',
    words: 'Ra cổng không thấy bảng tên, phải tự gọi xe về.',
    sought: 'trả lại tiền xe',
    severity: 2,
    cause: 'information',
    causeWords: 'Tài xế đứng ở cổng quốc tế, khách ra cổng trong nước',
    fix: 'Trả lại tiền xe khách đã gọi',
    amends: ['Tiền xe khách đã trả', 180_000],
    decision: 'partly',
    answer: 'Nhà hoàn tiền xe. Chuyến bay đổi cổng mà hãng không báo, lần sau nhà gọi trước khi hạ cánh.',
    heard: null,
    heardWords: null,
    prevention: { words: 'Nhắn số cổng đón trước giờ hạ cánh', by: 'vy', days: 4 },
  },
]
