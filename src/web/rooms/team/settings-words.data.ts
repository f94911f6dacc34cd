import type { SameKeys } from '../../shell/words.ts'

const vi = {
  title: 'Nhà',
  heads: { house: 'Nhà mình', messages: 'Liên lạc', people: 'Người', data: 'Dữ liệu', own: 'Riêng tôi' },
  sections: {
    house: { name: 'Cơ sở', holds: 'Tên, ngành, múi giờ, tiền, ngôn ngữ' },
    hours: { name: 'Giờ mở cửa', holds: 'Giờ làm, ngày nghỉ, ngày Tết' },
    standards: { name: 'Chuẩn phục vụ', holds: 'Nhà hứa gì, trong bao lâu, với ai' },
    rhythm: { name: 'Nhịp liên lạc', holds: 'Bao lâu hỏi thăm khách một lần, nhiều nhất mấy lần' },
    catalogue: { name: 'Hàng và dịch vụ', holds: 'Nhà có gì, hợp với ai, món nào sắp về' },
    playbooks: { name: 'Cách làm', holds: 'Bài ngắn cho từng tình huống, hiện cạnh việc cần đến' },
    map: { name: 'Bản đồ điểm chạm', holds: 'Đường khách đi, hay gặp đâu, hài lòng đâu' },
    kinds: { name: 'Tiếp xúc', holds: 'Những kiểu ghi lại khi gặp khách' },
    groups: { name: 'Sở thích', holds: 'Những điều ghi về ý thích của khách' },
    mail: { name: 'Thư, SMS, Zalo', holds: 'Thư và tin đi đường nào, về hộp nào' },
    topics: { name: 'Chủ đề thư', holds: 'Khách chọn nhận gì, lời mời, tên người gửi' },
    doors: { name: 'Cửa đăng ký', holds: 'Nơi khách để lại lời đồng ý' },
    register: { name: 'Không quảng cáo', holds: 'Danh sách số không nhận quảng cáo' },
    people: { name: 'Người và vai trò', holds: 'Ai làm ở đây, ai thấy gì, lời mời' },
    audit: { name: 'Nhật ký', holds: 'Ai đã xem, đã đổi điều gì' },
    fields: { name: 'Ô riêng', holds: 'Những ô nhà tự thêm vào hồ sơ' },
    model: { name: 'Mô hình', holds: 'Cách ước tính khách còn quay lại' },
    tokens: { name: 'Mã API', holds: 'Cho phần mềm khác nối vào' },
    mine: { name: 'Của tôi', holds: 'Ngôn ngữ, sáng tối, cỡ chữ, lời cảm ơn' },
    password: { name: 'Đăng nhập', holds: 'Mật khẩu, bước thứ hai' },
  },
}

const en: SameKeys<typeof vi> = {
  title: 'House',
  heads: { house: 'The house', messages: 'Messages', people: 'People', data: 'Data', own: 'My own' },
  sections: {
    house: { name: 'Name and trade', holds: 'Also time zone, currency, language' },
    hours: { name: 'Opening hours', holds: 'Hours, days off, Tết' },
    standards: { name: 'Service standards', holds: 'What is promised, how soon, to whom' },
    rhythm: { name: 'Rhythm of contact', holds: 'How often to ask how customers are, and at most' },
    catalogue: { name: 'Goods and services', holds: 'What the house has, for whom, what is coming' },
    playbooks: { name: 'Playbooks', holds: 'Short guidance, beside what needs it' },
    map: { name: 'Touchpoint map', holds: 'The way of customers, how often, how satisfied' },
    kinds: { name: 'Touchpoints', holds: 'What is noted when somebody is met' },
    groups: { name: 'Preferences', holds: 'What is noted of what customers like' },
    mail: { name: 'Mail, SMS, Zalo', holds: 'How letters go out and come in' },
    topics: { name: 'Topics', holds: 'What customers choose, words of asking, senders' },
    doors: { name: 'Sign-up doors', holds: 'Where customers say yes' },
    register: { name: 'Do-not-call', holds: 'Numbers that get no advertising' },
    people: { name: 'People and roles', holds: 'Who works here, who sees what, invitations' },
    audit: { name: 'Audit trail', holds: 'Who saw and who changed what' },
    fields: { name: 'Own fields', holds: 'What the house adds to a profile' },
    model: { name: 'Model', holds: 'How coming back is estimated' },
    tokens: { name: 'API tokens', holds: 'For other programs to connect' },
    mine: { name: 'Mine', holds: 'Language, light and dark, size, thanks' },
    password: { name: 'Signing in', holds: 'Password, second step' },
  },
}

export const settingsWords = { vi, en }
