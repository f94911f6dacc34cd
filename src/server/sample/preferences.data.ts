import type { MadePreference } from './made.ts'
import type { Shelf } from './products.data.ts'

/** What people like, avoid and need, in the words that staff write down. */
export type Liking = {
  of: 'guest' | 'anybody' | 'organisation' | Shelf
  stance: MadePreference['stance']
  what: readonly string[]
  reason?: readonly string[]
  source?: MadePreference['source']
}

export const likings: readonly Liking[] = [
  { of: 'guest', stance: 'likes', what: ['gối cứng', 'gối mềm', 'hai gối', 'gối ôm'], reason: ['hay mỏi cổ', 'quen từ ở nhà'] },
  { of: 'guest', stance: 'likes', what: ['phòng yên tĩnh', 'phòng cuối hành lang', 'phòng tầng cao', 'phòng nhiều nắng'] },
  {
    of: 'guest',
    stance: 'likes',
    what: ['trà gừng buổi tối', 'trà sen', 'cà phê phin sớm', 'nước ấm sẵn trong phòng', 'sữa đậu nành nóng'],
  },
  {
    of: 'guest',
    stance: 'likes',
    what: ['ăn sáng sớm', 'ăn sáng muộn', 'cháo trắng cá kho', 'mì Quảng buổi sáng', 'bánh mì trứng', 'trái cây theo mùa'],
  },
  {
    of: 'guest',
    stance: 'likes',
    what: ['ngồi hiên đọc sách', 'đi dạo chợ sớm', 'đạp xe ra đồng rau', 'ngồi ngoài vườn buổi chiều'],
    source: 'observed',
  },
  { of: 'guest', stance: 'likes', what: ['trả phòng muộn', 'nhận phòng sớm'], reason: ['xe đến sáng sớm', 'chuyến bay chiều'] },
  {
    of: 'guest',
    stance: 'avoids',
    what: ['hoa ly', 'hương trong phòng', 'nước xả vải thơm', 'xịt phòng'],
    reason: ['dị ứng', 'hay nhức đầu', 'có trẻ nhỏ'],
    source: 'said',
  },
  {
    of: 'guest',
    stance: 'avoids',
    what: ['phòng sát đường', 'phòng cạnh cầu thang', 'máy lạnh thổi thẳng giường'],
    reason: ['dễ tỉnh giấc', 'sợ ồn', 'hay đau vai'],
  },
  { of: 'guest', stance: 'avoids', what: ['dọn phòng buổi sáng', 'gọi cửa trước 8 giờ'], reason: ['ngủ muộn'] },
  {
    of: 'guest',
    stance: 'avoids',
    what: ['hải sản', 'đậu phộng', 'món cay', 'sữa bò', 'hành sống'],
    reason: ['dị ứng', 'bụng yếu', 'không quen'],
    source: 'said',
  },
  {
    of: 'guest',
    stance: 'needs',
    what: ['ăn chay', 'ăn chay ngày rằm', 'ăn nhạt', 'không đường'],
    reason: ['theo lời bác sĩ', 'ăn từ nhỏ'],
    source: 'said',
  },
  { of: 'guest', stance: 'needs', what: ['phòng tầng trệt', 'tay vịn phòng tắm'], reason: ['đau gối', 'vừa mổ xong'], source: 'said' },
  { of: 'guest', stance: 'needs', what: ['nôi cho bé', 'thêm chăn', 'ghế ăn cho bé', 'ấm đun nước', 'bàn làm việc'], source: 'said' },
  { of: 'guest', stance: 'needs', what: ['hoá đơn mỗi lần ở', 'chỗ để xe máy', 'xe đón sân bay'], source: 'said' },
  {
    of: 'books',
    stance: 'likes',
    what: [
      'sách phố cổ',
      'truyện dài',
      'tản văn',
      'thơ',
      'sách thiếu nhi',
      'sách nấu ăn',
      'sách làm vườn',
      'bìa cứng',
      'sách in giấy ngả vàng',
    ],
  },
  { of: 'books', stance: 'likes', what: ['được báo khi có sách mới', 'đọc thử ở hiên', 'bọc sách giấy dó', 'sách có chữ ký người dịch'] },
  { of: 'books', stance: 'avoids', what: ['sách bọc nilon', 'truyện buồn', 'chữ in nhỏ'], reason: ['mắt kém', 'mua cho con'] },
  {
    of: 'scents',
    stance: 'likes',
    what: ['vetiver', 'gỗ thông', 'gỗ đàn hương', 'trầm', 'sả chanh', 'hoa bưởi', 'lá sim', 'khuynh diệp', 'hương nhẹ'],
  },
  {
    of: 'scents',
    stance: 'avoids',
    what: ['mùi ngọt', 'mùi quế', 'hương hoa nồng', 'nến màu'],
    reason: ['nhức đầu', 'con nhỏ', 'không hợp'],
    source: 'said',
  },
  { of: 'tea', stance: 'likes', what: ['trà sen', 'trà gừng', 'trà shan tuyết', 'cà phê rang mộc', 'mật ong hoa tràm', 'bánh in'] },
  { of: 'tea', stance: 'avoids', what: ['trà quá đặc', 'đồ nhiều đường', 'cà phê rang đậm'], reason: ['khó ngủ', 'đường huyết cao'] },
  { of: 'pottery', stance: 'likes', what: ['men tro', 'men rêu', 'gốm mộc không men', 'đồ đôi', 'chén miệng rộng', 'bình cổ cao'] },
  { of: 'pottery', stance: 'avoids', what: ['men bóng', 'hoa văn rồng phượng', 'đồ mỏng dễ vỡ'] },
  {
    of: 'gifts',
    stance: 'likes',
    what: ['gói giấy dó', 'gói quà nơ lụa', 'thiệp viết tay', 'quà dưới 500 nghìn', 'quà không cần đường xa'],
  },
  {
    of: 'gifts',
    stance: 'avoids',
    what: ['giấy gói bóng', 'nơ nilon', 'hộp quá to', 'in tên cửa hàng lên quà'],
    reason: ['đi tàu xe', 'biếu người lớn tuổi'],
  },
  { of: 'crafts', stance: 'likes', what: ['lụa màu trầm', 'thêu tay', 'đèn lồng nhỏ', 'tranh khắc gỗ', 'đồ dùng hằng ngày'] },
  { of: 'crafts', stance: 'avoids', what: ['màu sặc sỡ', 'lụa pha', 'đồ cồng kềnh'] },
  {
    of: 'anybody',
    stance: 'likes',
    what: ['tự xem hàng trước', 'được gọi điện hơn nhắn tin', 'nhắn Zalo', 'nói chuyện một lúc', 'ghé cuối tuần', 'ghé buổi chiều'],
    source: 'observed',
  },
  { of: 'anybody', stance: 'likes', what: ['giọng Quảng', 'vườn cau', 'con mèo Mướp ở quầy', 'chỗ ngồi cạnh cửa sổ'], source: 'observed' },
  { of: 'anybody', stance: 'avoids', what: ['gọi giờ nghỉ trưa', 'gọi sau 20:00', 'tin nhắn hàng loạt', 'được mời thêm khi đang xem'] },
  {
    of: 'anybody',
    stance: 'needs',
    what: ['túi giấy thay túi nilon', 'hoá đơn', 'người bê đồ giúp ra xe', 'chữ to trên phiếu'],
    source: 'said',
  },
  {
    of: 'organisation',
    stance: 'needs',
    what: ['hoá đơn trong ngày', 'báo giá bằng thư', 'báo giá trong buổi', 'giao giờ hành chính', 'công nợ cuối tháng', 'bảng kê từng món'],
    source: 'said',
  },
  {
    of: 'organisation',
    stance: 'likes',
    what: ['quà đồng bộ', 'gói riêng từng phần', 'in thiệp tên đơn vị', 'giao một lần', 'phòng cùng một tầng', 'trà đón khách đoàn'],
  },
  {
    of: 'organisation',
    stance: 'avoids',
    what: ['giao sau 17:00', 'giao cuối tuần', 'đổi người liên hệ', 'gọi thẳng giám đốc', 'quà dễ vỡ'],
  },
]
