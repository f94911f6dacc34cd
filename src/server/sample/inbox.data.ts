import type { StaffKey } from './made.ts'

/** What the customers of the sample wrote in the last weeks, and what the house answered. */

/** When: so many minutes before the beginning, or so many days at that time of day. */
export type When = { minutes: number } | { days: number; clock: string }
export type SaidLetter = { when: When; words: string; by?: StaffKey }

export type ToldThread = {
  /** The customer's name, or who signed where nobody knows them. */
  from: string
  isStranger?: true
  channel: 'mail' | 'zalo' | 'sms' | 'form'
  address?: string
  subject?: string
  isToOwner?: true
  said: readonly SaidLetter[]
  /** Set aside until so many days after the beginning, at 8:00. */
  restsFor?: number
  assigned?: StaffKey
  isDone?: true
}

const at = (days: number, clock: string): When => ({ days, clock })

export const threadsTold: readonly ToldThread[] = [
  {
    from: 'Đặng Thu Hà',
    channel: 'form',
    isToOwner: true,
    said: [
      {
        when: at(2, '16:20'),
        words:
          'Anh Dũng thân mến,\n\nHôm trước cô ghé hiệu sách của nhà, em Tú để dành cho cô cuốn “Bếp nhỏ xứ Quảng” từ cả tháng, bọc giấy cẩn thận, còn kẹp sẵn mẩu giấy ở trang có món mì Quảng chay. Cô dạy văn hơn ba mươi năm, ít khi được ai nhớ giúp điều mình thích như vậy. Cô viết để anh biết mà khen Tú một tiếng.\n\nNhân đây cô hỏi anh một việc: đầu tháng tới lớp cũ của cô có mười hai em muốn họp mặt, cùng đọc sách một buổi chiều. Nhà cho lớp mượn hiên sau từ hai đến năm giờ được không, và bếp có lo được món chay cho sáu người không anh?\n\nCô Hà',
      },
    ],
  },
  {
    from: 'Phan Thị Mai',
    channel: 'mail',
    address: 'mai.phan@maingoi.example',
    subject: 'Báo giá đoàn 18 khách',
    assigned: 'son',
    said: [
      {
        when: at(6, '09:12'),
        words: 'Chào Sơn,\n\nĐoàn bên chị tăng lên 18 khách, ở hai đêm cuối tháng sau. Em gửi chị báo giá phòng và bữa tối nhé.\n\nMai',
      },
      {
        when: at(6, '10:40'),
        by: 'son',
        words:
          'Chào chị Mai,\n\nEm gửi chị báo giá: 9 phòng hai giường, hai đêm, có bữa sáng; bữa tối ngày đầu tính riêng theo thực đơn chị chọn lần trước. Giá giữ tới cuối tuần này ạ.\n\nThân mến,\nSơn',
      },
      {
        when: { minutes: 95 },
        words:
          'Sơn ơi, đoàn có thêm hai khách ăn chay và một khách đi xe lăn. Nhà còn phòng tầng trệt không em? Em báo chị trong sáng nay để chị chốt với khách.',
      },
    ],
  },
  {
    from: 'Ngô Thị Minh Thu',
    channel: 'zalo',
    said: [
      { when: at(3, '20:05'), words: 'Nhà ơi, lần này cô đến trưa, nhận phòng sớm được không? Bé nhà cô vẫn cần nôi nhé.' },
      {
        when: at(3, '20:31'),
        by: 'tu',
        words: 'Dạ cô Thu, khách trước trả phòng lúc 11 giờ nên tầm 12 giờ rưỡi là phòng 201 sẵn sàng ạ. Cháu kê nôi sẵn cho bé.',
      },
      { when: at(3, '20:33'), words: 'Cảm ơn cháu, thế là cô yên tâm rồi.' },
      { when: at(3, '20:40'), by: 'tu', words: 'Dạ, hẹn gặp cô ạ.' },
    ],
    isDone: true,
  },
  {
    from: 'Emma Wilson',
    channel: 'sms',
    said: [
      {
        when: at(1, '18:47'),
        words:
          'Hello, this is Emma Wilson, room 301 two weeks ago. I think I left a small green notebook on the window sill. Has anyone found it?',
      },
    ],
  },
  {
    from: 'Kenji Tanaka',
    channel: 'mail',
    address: 'kenji.tanaka@mail.example',
    subject: 'The blue tea bowls',
    said: [
      {
        when: at(9, '11:02'),
        words:
          'Dear Nhà Quen,\n\nThe two blue tea bowls arrived safely, not a chip. My mother uses hers every morning. Do you still have the matching pot?\n\nKenji Tanaka',
      },
      {
        when: at(9, '15:20'),
        by: 'tram',
        words:
          'Dear Mr Tanaka,\n\nWe are so glad the bowls found a good home. The kiln makes the pot again next month; I have put one aside in your name and will write when it is here.\n\nWarm regards,\nTrâm\nNhà Quen',
      },
    ],
    isDone: true,
  },
  {
    from: 'Phạm Văn An',
    channel: 'mail',
    address: 'an.pham@congty.example',
    subject: 'Phòng yên tĩnh',
    said: [
      {
        when: at(4, '08:15'),
        words:
          'Chào nhà,\n\nTuần này tôi có hai buổi họp sớm nên cần ngủ đủ. Nhờ nhà xếp phòng cuối hành lang như đợt trước, xa thang máy.\n\nAn',
      },
      {
        when: at(4, '09:03'),
        by: 'tu',
        words:
          'Chào anh An,\n\nEm đã giữ phòng 305 cho anh, cuối hành lang, hai phòng bên cạnh đều trống hôm đó ạ.\n\nThân mến,\nTú\nNhà Quen',
      },
    ],
    isDone: true,
  },
  {
    from: 'Đỗ Ngọc Lan',
    channel: 'mail',
    address: 'ngoclan@hopthu.example',
    subject: 'Gói quà cho cô giáo',
    said: [
      {
        when: at(2, '21:30'),
        words:
          'Em ơi, chị cần mười hộp quà nhỏ cho các cô ở trường con, mỗi hộp chừng hai trăm rưỡi, gói giấy mộc, không ghi giá. Tuần sau có kịp không em?',
      },
    ],
  },
  {
    from: 'Vũ Minh Bình',
    channel: 'sms',
    said: [
      { when: at(5, '17:10'), words: 'Cuối tuần này có mẻ cà phê mới chưa em? Anh qua lấy hai gói rang đậm.' },
      { when: at(5, '17:25'), by: 'tu', words: 'Dạ chiều thứ Bảy có mẻ mới anh Bình ạ. Em để riêng hai gói cho anh.' },
    ],
    isDone: true,
  },
  {
    from: 'Hoàng Phủ Ngọc Minh',
    channel: 'mail',
    address: 'ngocminh@mail.example',
    subject: 'Hoá đơn tháng trước',
    restsFor: 2,
    said: [
      {
        when: at(3, '10:05'),
        words: 'Chào nhà, nhờ nhà xuất lại hoá đơn đợt ở tháng trước theo tên công ty mới, tôi gửi thông tin trong tuần.\n\nMinh',
      },
      {
        when: at(3, '10:50'),
        by: 'son',
        words: 'Chào anh Minh,\n\nDạ được ạ. Khi có tên và mã số thuế mới anh gửi em, em nhờ chị Lý xuất lại trong ngày.\n\nThân mến,\nSơn',
      },
    ],
  },
  {
    from: 'Nguyễn Thị Thúy Hằng',
    channel: 'mail',
    address: 'thuyhang@thu.example',
    subject: 'Đổi lịch đêm đọc sách',
    said: [
      { when: at(11, '19:40'), words: 'Nhà ơi, hôm đó em bận trực, cho em đổi chỗ cho bạn em đi thay được không ạ?' },
      {
        when: at(10, '08:30'),
        by: 'tram',
        words:
          'Chào chị Hằng,\n\nDạ được ạ, chị cho em xin tên bạn để em viết thẻ bàn. Lần sau có đêm đọc, em báo chị sớm.\n\nThân mến,\nTrâm\nNhà Quen',
      },
      { when: at(10, '12:15'), words: 'Bạn em tên Thu Trang. Cảm ơn em nhiều.' },
      { when: at(10, '13:00'), by: 'tram', words: 'Dạ em ghi rồi ạ. Hẹn gặp chị Trang.' },
    ],
    isDone: true,
  },
  {
    from: 'Phạm Văn An',
    channel: 'sms',
    said: [
      { when: { minutes: 38 }, words: 'Tôi đang trên xe, chiều muộn mới tới. Sáng mai nhờ nhà cho cà phê phin lúc 6 giờ như mọi lần.' },
    ],
  },
  {
    from: "H'Mai Niê",
    channel: 'form',
    said: [
      {
        when: at(1, '09:35'),
        words: 'Cho mình hỏi buổi đọc sách tháng này có chỗ cho bé bảy tuổi ngồi cùng không? Bé thích vẽ, mình sẽ mang theo màu cho bé.',
      },
    ],
  },
  {
    from: 'Quỳnh Như',
    isStranger: true,
    channel: 'mail',
    address: 'quynhnhu.le@thumoi.example',
    subject: 'Hỏi phòng cho ba mẹ',
    said: [
      {
        when: at(1, '14:08'),
        words:
          'Chào nhà,\n\nBạn em từng ở đây giới thiệu. Em muốn đặt cho ba mẹ hai đêm cuối tháng, ba em đi lại chậm nên cần phòng tầng một, gần cửa. Nhà còn phòng không ạ?\n\nQuỳnh Như',
      },
    ],
  },
]
