import type { heardFromKeys } from '../../rooms/touchpoints/contract.ts'

/** Words for what stands around the people of the sample: firms, families, ways of life, how they came. */

/** What people are to the firm they work at, and whether such a one decides. */
export const posts: readonly (readonly [words: string, decides: boolean])[] = [
  ['giám đốc', true],
  ['phó giám đốc', true],
  ['trưởng phòng hành chính', true],
  ['phụ trách mua hàng', true],
  ['kế toán', false],
  ['hành chính', false],
  ['trợ lý giám đốc', false],
  ['điều hành tour', false],
  ['nhân viên kinh doanh', false],
]

export const lifestyles: readonly (readonly [string, number])[] = [
  ['dậy sớm', 9],
  ['thức khuya', 4],
  ['thích yên tĩnh', 9],
  ['đọc sách mỗi tối', 8],
  ['uống trà thay cà phê', 7],
  ['ăn chay', 5],
  ['đi một mình', 5],
  ['hay đi cùng con nhỏ', 6],
  ['thích tự nấu ăn', 4],
  ['đạp xe, đi bộ', 6],
  ['chụp ảnh phố cổ', 4],
  ['sống tiết kiệm', 4],
  ['chuộng đồ thủ công', 7],
  ['bận rộn, thích nhanh gọn', 6],
]

export const heardFrom: readonly (readonly [(typeof heardFromKeys)[number], number])[] = [
  ['friend', 22],
  ['regular', 16],
  ['passing-by', 15],
  ['map', 12],
  ['search', 9],
  ['booking-site', 8],
  ['facebook', 7],
  ['zalo', 3],
  ['tiktok', 3],
  ['press', 2],
  ['partner', 2],
  ['other', 1],
]

export const heardFromAbroad: typeof heardFrom = [
  ['booking-site', 38],
  ['search', 22],
  ['map', 16],
  ['friend', 14],
  ['passing-by', 8],
  ['press', 2],
]

export const memorials = ['giỗ bà nội', 'giỗ ông nội', 'giỗ bà ngoại', 'giỗ ông ngoại', 'giỗ ba', 'giỗ mẹ'] as const

export const otherDays = ['ngày mở tiệm', 'ngày con vào lớp một', 'ngày nhận nhà mới', 'ngày về hưu'] as const

/** What was said by those who only passed by. */
export const passedBy: readonly (readonly [kind: 'walk-in' | 'call' | 'message', words: string])[] = [
  ['walk-in', 'Xem sách một lúc, hỏi giờ mở cửa Chủ nhật.'],
  ['walk-in', 'Hỏi phòng hướng vườn cho tháng sau, cầm danh thiếp về.'],
  ['walk-in', 'Ngửi thử nến, hẹn quay lại cùng bạn.'],
  ['walk-in', 'Tránh mưa ngoài hiên, uống một ấm trà.'],
  ['walk-in', 'Hỏi đường ra bến, khen vườn cau.'],
  ['call', 'Hỏi giá phòng cuối tuần, chưa để lại tên.'],
  ['call', 'Hỏi có xe đón sân bay không.'],
  ['call', 'Hỏi quà biếu dưới 500 nghìn.'],
  ['message', 'Hỏi còn đèn lồng lụa cỡ nhỏ không.'],
  ['message', 'Hỏi có nhận đoàn 20 khách không.'],
]

/** Thanks to staff: to whom, from whom (of the staff, or a customer of the cast by name), how many days ago. */
export const thanks: readonly (readonly [to: string, from: string, daysAgo: number, words: string])[] = [
  ['ngoc', 'Nguyễn Thị Thanh Hoa', 64, 'Ngọc nhớ cả loại gối cô dùng, hai đêm ngủ ngon lắm.'],
  ['ngoc', 'Trần Thị Bích', 52, 'Cô bé ở quầy gọi xe giúp bà, dặn bà từng bậc thềm.'],
  ['vy', 'Lê Quốc Cường', 217, 'Vy giữ đúng cây nến như đã hứa.'],
  ['tu', 'Đặng Thu Hà', 21, 'Tú chọn sách hợp lắm, đọc một mạch hết cuốn.'],
  ['hanh', 'Emma Wilson', 14, 'My room was spotless and the bicycle was ready every morning.'],
  ['phuc', 'vy', 6, 'Phúc chạy về kho hai lượt trong mưa để kịp gói quà cho khách.'],
  ['ly', 'son', 11, 'Chị Lý xuất hoá đơn ngay trong buổi, đoàn khách đi đúng giờ.'],
  ['hanh', 'ngoc', 18, 'Chị Hạnh đổi phòng cho anh An lúc nửa đêm mà vẫn cười.'],
  ['son', 'Phan Thị Mai', 38, 'Sơn báo giá đúng hẹn, không phải gọi nhắc lần nào.'],
  ['tram', 'tu', 27, 'Trâm viết thư mời đêm đọc sách ấm lắm, khách nhắc hoài.'],
  ['phuc', "H'Mai Niê", 96, 'Gói khăn cẩn thận, mở ra còn thơm mùi nắng.'],
  ['ngoc', 'dung', 3, 'Hôm cúp điện Ngọc thắp đèn lồng dọc hành lang, cả nhà học được một cách hay.'],
]
