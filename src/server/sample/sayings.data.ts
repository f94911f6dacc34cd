import type { MadeLine } from './made.ts'
import type { Shelf } from './products.data.ts'

/**
 * What staff write down. `[a|b]` is a choice; {anh} the word for the customer, {mon} what was bought, {phong} the room,
 * {ngay} the first day, {gio} an hour, {dem} the nights.
 */
export type Saying = {
  kind: Exclude<MadeLine['kind'], 'order'>
  text: string
  channel?: string | readonly string[]
  place?: string | readonly string[]
  outcome?: string | readonly string[]
  feeling?: MadeLine['feeling']
  isPinned?: boolean
  /** Only about goods of these shelves. */
  of?: readonly Shelf[]
}

const chat = ['zalo', 'zalo', 'zalo', 'sms', 'facebook'] as const
const asking = ['phone', 'phone', 'phone', 'zalo', 'facebook', 'web'] as const

const beforeStay: readonly Saying[] = [
  {
    kind: 'call',
    channel: 'phone',
    text: 'Gọi xác nhận giờ đến: {anh} tới khoảng {gio}, [đi xe nhà|đi tàu|nhờ gọi xe đón|đi xe khách].',
    outcome: 'đã xác nhận',
  },
  {
    kind: 'message',
    channel: chat,
    text: '{Anh} nhắn đến khoảng {gio}, [không cần ăn tối|nhờ để phần cơm|xin thêm một gối|hỏi chỗ để xe].',
  },
  {
    kind: 'call',
    channel: 'phone',
    text: '{Anh} hỏi [có chỗ để ô tô không|giờ ăn sáng|có nhận thêm một người không|mang theo bé nhỏ có tiện không]. Đã trả lời {anh}.',
  },
  { kind: 'message', channel: chat, text: 'Gửi {anh} đường vào ngõ và ảnh cổng, {anh} cảm ơn.', feeling: 'content' },
  { kind: 'call', channel: 'phone', text: '{Anh} xin đổi giờ nhận phòng sang {gio}, đã báo buồng.', outcome: 'đã đổi giờ' },
  { kind: 'note', text: '{Anh} muốn phòng [ít tiếng xe|nhiều nắng|gần cầu thang|có bàn viết], đã giữ phòng {phong}.' },
  { kind: 'call', channel: 'phone', text: 'Báo {anh} phòng {phong} đã sẵn, {anh} đến sớm cũng được.', feeling: 'content' },
  {
    kind: 'message',
    channel: chat,
    text: '{Anh} nhờ [mua giúp vé đi Cù Lao Chàm|đặt bàn cơm gà tối|gọi thợ chụp ảnh|giữ hai chiếc xe đạp].',
    outcome: 'đã lo xong',
  },
  {
    kind: 'note',
    text: 'Đợt {ngay} {anh} đi [cùng mẹ|với hai bạn|một mình|cùng gia đình], nhớ chuẩn bị [thêm khăn|thêm dép|ấm nước|một bình hoa nhỏ].',
  },
  { kind: 'message', channel: 'channel-partner', text: 'Đại lý báo {anh} đến {gio}, ở {dem} đêm, trả trước qua đại lý.' },
]

const foreignBefore: readonly Saying[] = [
  {
    kind: 'message',
    channel: 'mail',
    text: 'Khách hỏi [đường từ sân bay|có phòng tắm riêng không|giờ nhận phòng|chỗ thuê xe đạp], đã trả lời bằng tiếng Anh.',
  },
  { kind: 'letter', channel: 'mail', text: 'Gửi thư xác nhận {dem} đêm, kèm bản đồ đường vào ngõ.', outcome: 'khách đã đọc' },
  { kind: 'message', channel: 'web', text: 'Khách nhắn qua trang đặt phòng: đến khoảng {gio}, đi [một mình|hai người|cùng con nhỏ].' },
  {
    kind: 'message',
    channel: 'channel-partner',
    text: 'Đại lý chuyển lời: khách [ăn chay|cần phòng yên tĩnh|muốn giường đôi|đi trăng mật].',
  },
  {
    kind: 'message',
    channel: 'mail',
    text: 'Khách nhờ [đón sân bay chuyến tối|đặt may áo dài|thuê xe máy|đặt lớp nấu ăn], đã lo xong.',
    outcome: 'đã lo xong',
  },
]

const duringStay: readonly Saying[] = [
  {
    kind: 'visit',
    channel: 'counter',
    text: '{Anh} nhận phòng {phong}, [vui vẻ hỏi thăm cả nhà|khen sân mát|ngồi uống trà một lúc mới lên phòng|nhờ xách giúp hành lý].',
    feeling: 'content',
  },
  {
    kind: 'note',
    text: '{Anh} [dậy rất sớm|hay về khuya|thích ngồi hiên sau|ăn ít|không dùng máy lạnh], dọn phòng [sau 9 giờ|buổi chiều|khi {anh} ra ngoài] là vừa.',
  },
  { kind: 'visit', channel: 'counter', text: '{Anh} hỏi đường ra [chợ|bến sông|đồng rau|bãi biển], cho mượn xe đạp.', feeling: 'glad' },
  { kind: 'note', text: '{Anh} xin thêm [gối|chăn|khăn|nước ấm|trà gừng], đã mang lên phòng {phong}.' },
  {
    kind: 'visit',
    channel: 'counter',
    text: '{Anh} ghé quầy nói chuyện, kể [con vừa thi xong|chuyện hồi nhỏ ở Hội An|chuyến đi Huế|mới nghỉ hưu].',
    feeling: 'glad',
  },
  {
    kind: 'note',
    text: 'Bếp ghi: {anh} thích [cháo trắng|mì Quảng|trứng ốp la|xôi bắp|trái cây], [ít đường|không hành|không cay|ăn sớm].',
    place: 'bếp',
  },
  {
    kind: 'visit',
    channel: 'counter',
    text: '{Anh} nhờ [giặt gấp một áo sơ mi|in giúp vé|khâu lại quai túi|giữ hành lý đến chiều], đã làm xong.',
    outcome: 'đã xong',
    feeling: 'content',
  },
  {
    kind: 'thanks',
    channel: 'counter',
    text: '{Anh} khen [phòng thơm mùi gỗ|vườn yên|bữa sáng ngon|mọi người dễ thương].',
    feeling: 'glad',
  },
  { kind: 'note', text: '{Anh} tặng nhà [gói bánh|ít cam nhà trồng|hộp trà|bức ảnh chụp sân], đã cảm ơn.' },
  { kind: 'visit', channel: 'counter', text: '{Anh} đi dạo về muộn, bảo vệ mở cổng giúp.', feeling: 'content' },
  { kind: 'note', text: 'Con mèo Mướp quấn {anh} cả buổi, {anh} bảo lần sau xin ở lại phòng {phong}.' },
  {
    kind: 'note',
    text: '{Anh} quên [kính|sạc điện thoại|khăn choàng|cuốn sách] ở phòng {phong}, buồng đã cất ở quầy.',
    outcome: 'đã gửi lại',
  },
]

const foreignStay: readonly Saying[] = [
  {
    kind: 'visit',
    channel: 'counter',
    text: 'Khách nhận phòng {phong}, hỏi [lớp làm đèn lồng|đường ra biển|quán chay gần nhà|giờ chợ đêm].',
    feeling: 'content',
  },
  { kind: 'note', text: 'Khách [ăn chay|không ăn hải sản|thích cà phê sữa|hay đạp xe sớm], đã báo bếp.' },
  {
    kind: 'visit',
    channel: 'counter',
    text: 'Chỉ khách đi [đồng rau|làng gốm|bãi biển|phòng trà cũ] bằng xe đạp, vẽ cho một bản đồ nhỏ.',
    feeling: 'glad',
  },
  { kind: 'note', text: 'Khách xin [thêm chăn|ấm đun nước|ổ cắm chuyển|gối mềm], đã mang lên phòng {phong}.' },
  { kind: 'thanks', channel: 'counter', text: 'Khách khen [vườn|bữa sáng|hiên sau|chiếc đèn lồng ở phòng].', feeling: 'glad' },
  {
    kind: 'visit',
    channel: 'counter',
    text: 'Khách nhờ đặt [xe ra ga|vé đi Mỹ Sơn|bàn ăn tối|thợ may], đã lo xong.',
    outcome: 'đã lo xong',
  },
]

const groupStay: readonly Saying[] = [
  {
    kind: 'call',
    channel: 'phone',
    text: 'Bên ấy chốt giờ đến, [đủ người|thiếu một người đến sau|đến sớm nửa giờ].',
    outcome: 'đã xác nhận',
  },
  { kind: 'call', channel: 'phone', text: 'Bên ấy gửi danh sách phòng, [hai người ăn chay|một người cần phòng trệt|có bé dưới 3 tuổi].' },
  { kind: 'note', text: 'Dặn bếp trà đón khách ở sân cho đoàn, [bánh in|mứt gừng|trái cây] kèm theo.' },
  { kind: 'message', channel: 'mail', text: 'Gửi bên ấy bảng giá phòng và hoá đơn [tạm|đợt này].' },
]

const afterStay: readonly Saying[] = [
  {
    kind: 'message',
    channel: chat,
    text: 'Hỏi thăm {anh} về đến nhà chưa, {anh} bảo [đi đường thuận lợi|ngủ rất ngon|sẽ quay lại|cả nhà khen].',
    feeling: 'glad',
  },
  {
    kind: 'thanks',
    channel: chat,
    text: '{Anh} nhắn cảm ơn, [khen phòng yên tĩnh|nhớ món cháo sáng|hẹn dịp tới|gửi kèm mấy tấm ảnh].',
    feeling: 'glad',
  },
  {
    kind: 'call',
    channel: 'phone',
    text: 'Gọi cảm ơn {anh}. {Anh} góp ý [nước nóng hơi chậm|đèn đọc sách hơi mờ|wifi tầng trên yếu|gối hơi cao], đã ghi lại.',
    feeling: 'content',
    outcome: 'đã chuyển cho buồng',
  },
  {
    kind: 'thanks',
    channel: 'counter',
    text: 'Lúc trả phòng {anh} [khen hai đêm yên tĩnh|bắt tay từng người|xin số bếp để hỏi công thức|chụp ảnh với mọi người].',
    feeling: 'glad',
  },
  { kind: 'letter', channel: 'paper', text: '{Anh} gửi thiệp cảm ơn, treo ở quầy.', feeling: 'glad' },
  { kind: 'message', channel: chat, text: 'Gửi lại {anh} món để quên ở phòng {phong}.', outcome: 'đã nhận' },
]

const foreignAfter: readonly Saying[] = [
  {
    kind: 'thanks',
    channel: 'mail',
    text: 'Thư của khách: thích [vườn|bữa sáng|sự yên lặng|những người ở đây], sẽ kể với bạn bè.',
    feeling: 'glad',
  },
  {
    kind: 'message',
    channel: 'web',
    text: 'Khách để lại lời khen trên trang đặt phòng: [sạch và ấm|chủ nhà dễ mến|vị trí đẹp].',
    feeling: 'glad',
  },
  { kind: 'letter', channel: 'paper', text: 'Khách gửi bưu thiếp về từ nhà, treo ở quầy.', feeling: 'glad' },
  { kind: 'message', channel: 'mail', text: 'Gửi khách thư cảm ơn và ảnh chụp ở sân.', feeling: 'content' },
]

const stayComplaint: readonly Saying[] = [
  {
    kind: 'complaint',
    channel: 'counter',
    text: 'Phòng {phong} [nước nóng yếu|máy lạnh kêu|wifi chập chờn|có muỗi]. Đã xin lỗi {anh} và sửa ngay trong [buổi sáng|buổi chiều].',
    outcome: ['đã sửa xong', 'đã xin lỗi'],
    feeling: 'unhappy',
  },
  {
    kind: 'complaint',
    channel: 'phone',
    text: '{Anh} phản ánh [đêm qua ồn|thiếu khăn|dọn phòng muộn|hoá đơn tính nhầm một ngày giặt]. Đã xin lỗi và chỉnh lại.',
    outcome: 'đã chỉnh lại',
    feeling: 'unhappy',
  },
  {
    kind: 'complaint',
    channel: 'counter',
    text: '{Anh} chờ nhận phòng gần một tiếng. Đã xin lỗi, mời {anh} [ly trà|bữa tối].',
    outcome: 'đã xin lỗi',
    feeling: 'unhappy',
  },
]

const cancelled: readonly Saying[] = [
  { kind: 'call', channel: 'phone', text: '{Anh} báo bận, xin huỷ đợt {ngay}. Hẹn {anh} dịp khác.', outcome: 'đã huỷ, không tính phí' },
  {
    kind: 'message',
    channel: chat,
    text: '{Anh} nhắn [con ốm|bão về|đổi lịch họp|vé tàu huỷ], xin dời. Phòng {phong} đã mở lại.',
    outcome: 'đã huỷ',
  },
]

const atShop: readonly Saying[] = [
  {
    kind: 'visit',
    channel: 'counter',
    of: ['scents'],
    text: '{Anh} ngửi thử [mấy loại|hai ba lọ|cả kệ] rồi mới chọn {mon}.',
    feeling: 'content',
  },
  {
    kind: 'visit',
    channel: 'counter',
    of: ['scents'],
    text: '{Anh} hỏi {mon} [dùng được bao lâu|có hợp phòng nhỏ không|có loại nhẹ hơn không].',
  },
  {
    kind: 'note',
    of: ['scents'],
    text: '{Anh} để {mon} [ở phòng làm việc|cạnh giường|ngoài phòng khách], thích hương [nhẹ|ấm|thoảng thôi].',
  },
  {
    kind: 'visit',
    channel: 'counter',
    of: ['books'],
    text: '{Anh} đọc thử [mấy trang|cả chương đầu] ở hiên rồi lấy {mon}.',
    feeling: 'content',
  },
  {
    kind: 'visit',
    channel: 'counter',
    of: ['books'],
    text: '{Anh} hỏi [có cuốn nào giống|cùng người viết còn cuốn nào|bản bìa cứng có không], trước mắt lấy {mon}.',
  },
  { kind: 'note', of: ['books'], text: '{Anh} hay đọc [buổi tối|trên tàu|cho con nghe trước khi ngủ], lần này chọn {mon}.' },
  {
    kind: 'visit',
    channel: 'counter',
    of: ['pottery', 'crafts'],
    text: '{Anh} [xem kỹ từng món|cầm lên đặt xuống mấy lần|so hai cái cạnh nhau] rồi lấy {mon}.',
    feeling: 'content',
  },
  {
    kind: 'visit',
    channel: 'counter',
    of: ['pottery', 'crafts'],
    text: '{Anh} hỏi {mon} [còn màu khác không|ai làm|có loại lớn hơn không].',
  },
  { kind: 'visit', channel: 'counter', of: ['tea'], text: '{Anh} uống thử [một chén|hai chén] rồi lấy {mon}.', feeling: 'content' },
  {
    kind: 'visit',
    channel: 'counter',
    of: ['tea'],
    text: '{Anh} bảo {mon} lần trước [cả nhà uống hết nhanh|mẹ khen mãi|mang lên cơ quan ai cũng hỏi].',
    feeling: 'glad',
  },
  {
    kind: 'visit',
    channel: 'counter',
    of: ['gifts', 'tea'],
    text: '{Anh} mua {mon} [biếu bố mẹ|biếu thầy cũ|tặng đồng nghiệp|mang ra Hà Nội], nhờ gói [giấy dó|thật gọn].',
    feeling: 'glad',
  },
  {
    kind: 'visit',
    channel: 'counter',
    of: ['gifts', 'crafts', 'pottery', 'scents'],
    text: '{Anh} mua {mon} [làm quà sinh nhật|mừng nhà mới|tặng bạn ở xa], nhờ kèm thiệp.',
    feeling: 'glad',
  },
  { kind: 'visit', channel: 'counter', text: '{Anh} ghé [giờ nghỉ trưa|lúc tan làm|cùng con|cùng bạn], lấy {mon} rồi đi ngay.' },
  {
    kind: 'note',
    text: '{Anh} thích [tự xem hàng trước, đừng mời liền|nghe kể chuyện người làm ra món đồ|được rót chén trà|xem món mới ở kệ cửa sổ].',
  },
  { kind: 'visit', channel: 'counter', text: '{Anh} khen cách bày kệ, đứng chụp ảnh [cái đèn lồng|kệ gốm|cửa sổ].', feeling: 'glad' },
  {
    kind: 'note',
    text: '{Anh} dặn [khi có lô mới thì nhắn|đừng gọi giờ nghỉ trưa|giữ hộ một món đến cuối tuần|lần sau ghé trả túi giấy cũ].',
  },
  { kind: 'visit', channel: 'counter', text: 'Hết túi giấy to, {anh} vui vẻ cầm tay {mon}.', feeling: 'content' },
  { kind: 'note', text: '{Anh} kể [đang sửa nhà|sắp có khách xa|mới dọn về phố|hay thức khuya], nên mua {mon}.' },
  { kind: 'visit', channel: 'counter', text: '{Anh} ghé tránh mưa, uống trà rồi lấy {mon}.', feeling: 'content' },
]

const organisationSayings: readonly Saying[] = [
  {
    kind: 'call',
    channel: 'phone',
    text: 'Bên ấy chốt số lượng {mon}, cần [hoá đơn trong ngày|giao trước 16:00|thiệp in tên đơn vị].',
    outcome: 'đã chốt',
  },
  { kind: 'message', channel: 'mail', text: 'Gửi báo giá {mon}, bên ấy hẹn trả lời [trong tuần|sau cuộc họp|sáng mai].' },
  {
    kind: 'visit',
    channel: 'counter',
    text: 'Bên ấy cử người đến xem mẫu {mon}, [ưng ngay|xin mang một mẫu về|hỏi giá khi lấy nhiều].',
    feeling: 'content',
  },
  { kind: 'note', text: 'Người liên hệ [đi công tác đến thứ Năm|đổi số máy bàn|thích nhận thư hơn gọi].' },
  {
    kind: 'visit',
    text: 'Sơn ghé văn phòng bên ấy, bàn quà [cuối năm|ngày nhà giáo|Trung thu].',
    place: 'văn phòng khách',
    outcome: 'hẹn gửi mẫu',
  },
]

const delivery: readonly Saying[] = [
  {
    kind: 'delivery',
    text: 'Giao {mon}, [{anh} nhận tận tay|người nhà nhận giúp|bảo vệ ký nhận], [gói nguyên vẹn|không móp góc].',
    outcome: 'đã nhận',
  },
  { kind: 'delivery', text: 'Giao {mon} lúc trời mưa, bọc hai lớp, {anh} khen cẩn thận.', feeling: 'glad', outcome: 'đã nhận' },
  {
    kind: 'delivery',
    text: 'Gọi {anh} trước khi đến, để {mon} [ở quán đầu ngõ|chỗ bàn bảo vệ|trước hiên] như {anh} dặn.',
    outcome: 'đã nhận',
  },
  { kind: 'delivery', text: 'Giao {mon}, {anh} hỏi thăm cửa hàng dạo này đông không.', feeling: 'content', outcome: 'đã nhận' },
]

const officeDelivery: readonly Saying[] = [
  { kind: 'delivery', text: 'Giao {mon} đến văn phòng, [bảo vệ ký nhận|lễ tân ký nhận|người đặt ký nhận], đủ số.', outcome: 'đã nhận' },
  { kind: 'delivery', text: 'Giao {mon} trước giờ hẹn, bên ấy khen [gói chắc|đúng mẫu|bảng kê rõ].', feeling: 'glad', outcome: 'đã nhận' },
  { kind: 'delivery', text: 'Giao {mon}, gửi kèm hoá đơn và bảng kê.', outcome: 'đã nhận' },
]

const lateDelivery: readonly Saying[] = [
  {
    kind: 'delivery',
    text: '{Mon} đến trễ [một ngày|nửa ngày] vì [xe xuống hàng muộn|nước lên|hỏng xe giữa đường]. Đã gọi xin lỗi {anh}.',
    outcome: 'đã xin lỗi',
    feeling: 'unhappy',
  },
  { kind: 'delivery', text: 'Giao {mon} bị móp hộp, đã đổi hộp mới và xin lỗi {anh}.', outcome: 'đã đổi', feeling: 'unhappy' },
]

const enquiry: readonly Saying[] = [
  { kind: 'call', channel: asking, text: '{Anh} hỏi [cuối tuần có mở cửa không|giờ đóng cửa|có giao vào buổi tối không|gửi xe chỗ nào].' },
  {
    kind: 'call',
    channel: asking,
    text: '{Anh} hỏi [lô trà mới về chưa|nến gỗ còn không|còn phòng hướng vườn cuối tháng không|sách “Hội An xưa” khi nào về]. Hẹn báo lại.',
    outcome: 'hẹn báo lại',
  },
  {
    kind: 'message',
    channel: ['zalo', 'facebook', 'web'],
    text: '{Anh} hỏi [giá giỏ quà|cách bảo quản tinh dầu|có gói quà gửi thẳng không|đổi hàng trong mấy ngày], đã trả lời.',
  },
  {
    kind: 'call',
    channel: 'phone',
    text: '{Anh} nhờ giữ [một hộp trà|hai cây nến|một cuốn sách] đến [thứ Bảy|chiều mai|cuối tuần].',
    outcome: 'đã giữ',
  },
  {
    kind: 'message',
    channel: chat,
    text: '{Anh} gửi ảnh [góc nhà có bình hoa mới mua|chén trà buổi sáng|kệ sách mới] khoe.',
    feeling: 'glad',
  },
  {
    kind: 'call',
    channel: 'phone',
    text: '{Anh} hỏi [xuất hoá đơn lại được không|còn giữ phiếu cũ không], đã gửi lại qua thư.',
    outcome: 'đã gửi',
  },
  { kind: 'visit', channel: 'counter', text: '{Anh} ghé xem, chưa mua gì, uống chén trà rồi về.', feeling: 'content' },
  { kind: 'call', channel: 'phone', text: '{Anh} hỏi thăm [mùa nước năm nay|quán có bị ngập không|khi nào mở lại vườn].' },
  {
    kind: 'call',
    channel: 'phone',
    text: 'Gọi {anh} hỏi thăm vì lâu chưa ghé, {anh} [đang bận việc nhà|mới đi xa về|hẹn tháng sau|vui vì còn được nhớ].',
    feeling: 'content',
  },
]

const afterSale: readonly Saying[] = [
  {
    kind: 'message',
    channel: chat,
    of: ['books'],
    text: 'Hỏi {anh} {mon} đọc tới đâu rồi, {anh} bảo [đọc một mạch|đang đọc dở|để dành cuối tuần|con giành đọc trước].',
    feeling: 'glad',
  },
  {
    kind: 'message',
    channel: chat,
    of: ['scents', 'tea', 'pottery', 'crafts'],
    text: 'Hỏi {anh} {mon} dùng thế nào, {anh} bảo [rất hợp|ổn|mẹ thích lắm|sẽ mua thêm].',
    feeling: 'glad',
  },
  {
    kind: 'thanks',
    channel: chat,
    text: '{Anh} nhắn cảm ơn, {mon} [rất đúng ý|đến vừa kịp|gói xinh|cả nhà thích].',
    feeling: 'glad',
  },
  {
    kind: 'call',
    channel: 'phone',
    text: '{Anh} hỏi cách [lau chùi|cất giữ|dùng] {mon}, đã chỉ {anh}.',
    of: ['scents', 'pottery', 'crafts', 'tea'],
    outcome: 'đã chỉ',
  },
  { kind: 'message', channel: chat, text: 'Gửi {anh} hai dòng chuyện về người làm ra {mon}, {anh} thả tim.', feeling: 'glad' },
  { kind: 'letter', channel: 'paper', text: 'Gửi {anh} thiệp viết tay cảm ơn.', feeling: 'content' },
]

const saleComplaint: readonly Saying[] = [
  {
    kind: 'complaint',
    channel: 'phone',
    text: '{Mon} [bị nứt nhẹ|thiếu một món trong hộp|khác màu trong ảnh]. Đã xin lỗi {anh}, [đổi cái mới|gửi bù ngay chiều].',
    outcome: 'đã đổi',
    feeling: 'unhappy',
  },
  {
    kind: 'complaint',
    channel: 'counter',
    text: '{Anh} không vui vì [chờ lâu lúc đông khách|gói quà vội|tính nhầm tiền]. Đã xin lỗi và làm lại.',
    outcome: 'đã xin lỗi',
    feeling: 'unhappy',
  },
]

const brought: readonly Saying[] = [
  {
    kind: 'visit',
    channel: 'counter',
    text: '{Anh} mang trả {mon} vì [mua trùng|không hợp mùi|được tặng cái giống vậy|men có vết]. Đã hoàn tiền.',
    outcome: 'đã hoàn tiền',
    feeling: 'content',
  },
]

const tetWish: readonly Saying[] = [
  { kind: 'message', channel: chat, text: 'Chúc Tết {anh}, {anh} chúc lại cả nhà [mạnh khoẻ|đắt khách|vui vẻ].', feeling: 'glad' },
  { kind: 'call', channel: 'phone', text: 'Gọi chúc Tết {anh}, {anh} kể năm nay [về quê ngoại|ăn Tết ở phố|đi chơi xa].', feeling: 'glad' },
  { kind: 'letter', channel: 'paper', text: 'Gửi {anh} thiệp Tết viết tay.' },
]

const moonWish: readonly Saying[] = [
  {
    kind: 'message',
    channel: chat,
    text: 'Chúc {anh} Trung thu, {anh} gửi ảnh [các cháu rước đèn|mâm cỗ|trăng ngoài hiên].',
    feeling: 'glad',
  },
  { kind: 'letter', channel: 'paper', text: 'Gửi {anh} thiệp đèn lồng Trung thu.' },
]

const flood: readonly Saying[] = [
  {
    kind: 'call',
    channel: 'phone',
    text: 'Nước lên, gọi hỏi thăm {anh}. [Nhà {anh} không ngập|{Anh} vừa kê xong đồ|Hai bên cùng dọn bùn, cười với nhau].',
    feeling: 'content',
  },
  { kind: 'message', channel: chat, text: '{Anh} hỏi thăm quán mùa nước, [cả nhà cảm động|đã nhắn lại là vẫn ổn].', feeling: 'glad' },
]

export const banks = {
  beforeStay,
  foreignBefore,
  duringStay,
  foreignStay,
  groupStay,
  afterStay,
  foreignAfter,
  stayComplaint,
  cancelled,
  atShop,
  organisation: organisationSayings,
  delivery,
  officeDelivery,
  lateDelivery,
  enquiry,
  afterSale,
  saleComplaint,
  brought,
  tetWish,
  moonWish,
  flood,
} satisfies Record<string, readonly Saying[]>

export type Bank = keyof typeof banks
