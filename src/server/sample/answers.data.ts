/** What guests of the sample say when they are asked, by how they felt. */

export const gladWords: Readonly<Record<string, readonly string[]>> = {
  'check-out': ['trả phòng nhanh, lễ tân nhớ tên', 'phòng yên, ngủ ngon', 'được giữ hành lý giúp cả chiều', 'sân vườn mát, sẽ quay lại'],
  delivery: ['gói kỹ, tới đúng hẹn', 'anh giao hàng gọi trước, rất tiện', 'thiệp viết tay dễ thương'],
  purchase: ['các em chọn sách rất hợp ý', 'được ngồi đọc thử thoải mái'],
  asking: ['nghe máy nhanh, nói rõ giá'],
  relationship: ['đã giới thiệu cho hai người bạn', 'lần nào tới Hội An cũng ở đây'],
}

export const sadWords: Readonly<Record<string, readonly string[]>> = {
  'check-out': ['chờ trả phòng gần nửa tiếng', 'hoá đơn sai, phải in lại hai lần', 'vòi sen yếu, đã báo mà chưa sửa'],
  delivery: ['giao trễ một ngày, không ai báo', 'hộp móp một góc', 'người giao không gọi trước'],
  purchase: ['sách cần tìm báo có mà tới nơi thì hết'],
  asking: ['gọi ba lần mới có người nghe'],
  relationship: ['giá tăng mà bữa sáng ít món hơn', 'phòng hướng phố ồn tới khuya'],
}

/** The one that nobody has called about yet. */
export const latestSad = 'chờ nhận phòng hơn một tiếng, không ai ra xin lỗi'
