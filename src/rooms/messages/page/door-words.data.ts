/** What the pages of sign-up doors and of letters for everybody say. */
const vi = {
  title: (house: string) => `Nhận tin từ ${house}`,
  intro: 'Chừng mười lăm giây. Muốn thôi lúc nào cũng được, một lần chạm.',
  name: 'Tên',
  contact: 'Số điện thoại hoặc thư điện tử',
  about: 'Muốn nghe về',
  by: 'Zalo hoặc thư điện tử',
  chosen: 'các chủ đề tôi chọn ở trên',
  send: (n: number) => (n === 1 ? 'Đồng ý nhận, tối đa một tin mỗi tháng' : `Đồng ý nhận, tối đa ${n} tin mỗi tháng`),
  from: (house: string, contact: string) => (contact ? `${house} · ${contact}` : house),
  thanks: 'Cảm ơn, nhà đã nhận được',
  thanksBody: 'Nếu cần xác nhận, nhà gửi một tin đến địa chỉ vừa viết. Mở tin ấy, bấm “Đồng ý” là xong; không bấm thì nhà không gửi gì.',
  closed: 'Nơi đăng ký này đã đóng',
  closedBody: 'Xin hỏi nhà để nhận tin bằng cách khác.',
  confirm: (house: string) => `Nhận tin từ ${house}?`,
  confirmBody: 'Bấm nút dưới đây là đồng ý. Không bấm thì không có gì xảy ra.',
  yes: 'Đồng ý',
  confirmed: (house: string) => `Xong rồi. Từ nay ${house} gửi tin như đã hứa.`,
  own: 'Trang của tôi: bớt, đổi, tạm ngưng hay thôi nhận',
  expired: 'Không có gì để xác nhận',
  expiredBody: 'Đường dẫn đã dùng rồi hoặc đã quá hạn. Nếu muốn, xin đăng ký lại.',
  no: {
    'consent.nothing_chosen': 'Xin chọn ít nhất một chủ đề.',
    'consent.contact_invalid': 'Số hoặc địa chỉ này chưa đúng. Xin xem lại.',
    'consent.channel_unfit': 'Số hoặc địa chỉ này chưa đúng. Xin xem lại.',
    card: 'Xin đừng ghi số thẻ ở đây.',
    long: 'Tên hơi dài quá.',
    many: 'Từ chỗ này vừa có quá nhiều lượt đăng ký. Xin đợi một lát.',
  } as Record<string, string>,
  mail: {
    subject: (house: string) => `Xác nhận nhận tin từ ${house}`,
    text: (house: string, link: string) =>
      `Chào anh/chị,\n\nCó người vừa ghi địa chỉ này để nhận tin từ ${house}. Nếu đúng là anh/chị, mời mở đường dẫn sau rồi bấm “Đồng ý”:\n${link}\n\nNếu không phải, xin bỏ qua; ${house} sẽ không gửi gì.\n\n${house}`,
  },
  letter: (house: string, on: string) => `Thư của ${house}, gửi ngày ${on}`,
  noLetter: 'Không có lá thư này',
  noLetterBody: 'Thư chưa được đăng, hoặc đã được gỡ xuống.',
}

type DoorWords = typeof vi

const en: DoorWords = {
  title: (house) => `Hear from ${house}`,
  intro: 'Fifteen seconds or so. You can stop at any time, with one tap.',
  name: 'Name',
  contact: 'Telephone number or email',
  about: 'I would like to hear about',
  by: 'Zalo or e-mail',
  chosen: 'the topics I choose above',
  send: (n) => `I agree, at most ${n} ${n === 1 ? 'letter' : 'letters'} a month`,
  from: (house, contact) => (contact ? `${house} · ${contact}` : house),
  thanks: 'Thank you, we have it',
  thanksBody:
    'If it needs to be confirmed, we send one message to the address you wrote. Open it and press “I agree”; if you do not, we send nothing.',
  closed: 'This sign-up is closed',
  closedBody: 'Please ask the house for another way.',
  confirm: (house) => `Hear from ${house}?`,
  confirmBody: 'Pressing the button is agreeing. If you do not press it, nothing happens.',
  yes: 'I agree',
  confirmed: (house) => `Done. From now on ${house} writes as promised.`,
  own: 'My page: less, other topics, pause or leave',
  expired: 'There is nothing to confirm',
  expiredBody: 'The link was used already, or it is too old. You are welcome to sign up again.',
  no: {
    'consent.nothing_chosen': 'Please choose at least one topic.',
    'consent.contact_invalid': 'This number or address is not right. Please look again.',
    'consent.channel_unfit': 'This number or address is not right. Please look again.',
    card: 'Please write no card number here.',
    long: 'The name is a little long.',
    many: 'Too many sign-ups came from where you are. Please wait a little.',
  },
  mail: {
    subject: (house) => `Please confirm: letters from ${house}`,
    text: (house, link) =>
      `Hello,\n\nsomebody wrote this address to hear from ${house}. If it was you, open this link and press “I agree”:\n${link}\n\nIf it was not, please pay no heed; ${house} will send nothing.\n\n${house}`,
  },
  letter: (house, on) => `A letter of ${house}, sent on ${on}`,
  noLetter: 'There is no such letter',
  noLetterBody: 'It was not put on the web, or was taken down.',
}

export const doorWords: Record<'vi' | 'en', DoorWords> = { vi, en }
