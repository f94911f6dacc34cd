import type { ImportSubject } from '#rooms/exchange/contract.ts'
import type { IconName } from '../../kit/icons.tsx'

// A small list to look at or fill in; it imports as it is.
const examples: Record<ImportSubject, Record<'vi' | 'en', string>> = {
  customers: {
    vi: 'Mã khách,Họ tên,Xưng hô,Điện thoại,Thư điện tử,Ngày sinh,Địa chỉ,Sở thích,Điều cần tránh,Nhãn,Ghi chú\r\nKH01,Nguyễn Thị Hoa,chị,0570 000 131,hoa@thu.example,03/04/1972,"12 đường Sách Cũ, Hội An",trà gừng; gối cứng,hoa ly,khách quen,hay ở phòng 203\r\nKH02,Phạm Văn An,anh,0570 000 132,,1985,,phòng yên tĩnh,,,\r\n',
    en: 'Customer code,Full name,Title,Phone,Email,Birthday,Address,Preferences,Dislikes,Tags,Notes\r\nKH01,Nguyễn Thị Hoa,chị,0570 000 131,hoa@thu.example,03/04/1972,"12 Sách Cũ Street, Hội An",ginger tea; firm pillow,lilies,regular,likes room 203\r\nKH02,Emma Wilson,Ms,+44 7700 900123,emma@mail.example,1985,,quiet room,,,\r\n',
  },
  orders: {
    vi: 'Mã đơn,Mã khách,Tên khách,Điện thoại,Ngày,Giờ,Tổng tiền,Sản phẩm,Số lượng,Thanh toán\r\nD001,KH01,Nguyễn Thị Hoa,0570 000 131,18/09/2026,14:05,1.850.000,Phòng hướng vườn,2,thẻ\r\nD002,KH02,Phạm Văn An,0570 000 132,02/11/2026,09:30,320.000,Tinh dầu vetiver,1,tiền mặt\r\n',
    en: 'Order code,Customer code,Customer name,Phone,Date,Time,Amount,Product,Quantity,Payment\r\nD001,KH01,Nguyễn Thị Hoa,0570 000 131,18/09/2026,14:05,1850000,Garden room,2,card\r\nD002,KH02,Emma Wilson,+44 7700 900123,02/11/2026,09:30,320000,Vetiver oil,1,cash\r\n',
  },
  catalogue: {
    vi: 'Tên hàng,Cách viết khác,Loại,Nhóm,Lợi ích,Hợp với ai,Khác gì,Hợp sở thích,Thành phần,Giá,Trạng thái,Ngày về\r\nTrà gừng mật ong,tra gung; trà gừng,hàng,Trà,"Một ly ấm bụng trước khi ngủ, không sợ mất giấc.",người hay lạnh,có mật ong nên ít cay,trà gừng,gừng; mật ong,135.000,đang có,\r\nĐón sân bay,xe sân bay,dịch vụ,,"Xuống máy bay là có người chờ, cầm sẵn bảng tên.",,,,,280.000,đang có,\r\n',
    en: 'Name,Other spellings,Kind,Group,Benefit,For whom,What differs,Tastes,Contents,Price,State,Coming on\r\nGinger honey tea,ginger tea,product,Tea,"A warm cup before bed that does not keep you awake.",whoever feels the cold,honey makes it milder,ginger tea,ginger; honey,135000,here,\r\nAirport pick-up,airport car,service,,"Somebody waits as you land, your name on the board.",,,,,280000,here,\r\n',
  },
}

/** The drawing that stands for each list. */
export const subjectIcons = { customers: 'people', orders: 'bag', catalogue: 'tag' } as const satisfies Record<ImportSubject, IconName>

export const exampleOf = (subject: ImportSubject, language: 'vi' | 'en'): string => examples[subject][language]
