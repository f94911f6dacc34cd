import type { SameKeys } from './words.ts'

// What each refusal of the server says to the person at the screen: what happened, what was kept, what to do.

const vi = {
  'net.offline': 'Chưa làm được vì mất mạng. Nội dung vừa nhập vẫn còn ở đây.',
  'screen.fault': 'Màn hình này gặp lỗi. Tải lại trang rồi thử lần nữa.',
  'house.away': 'Máy chủ chưa trả lời. Chưa có gì thay đổi, thử lại sau ít phút.',
  'house.fault': 'Có lỗi ở phía Quen. Chưa có gì thay đổi, thử lại được.',
  'house.too_slow': 'Việc này lâu quá nên đã dừng. Chưa có gì thay đổi.',
  'house.database_away': 'Cơ sở dữ liệu chưa trả lời. Chưa có gì thay đổi, thử lại sau ít phút.',
  'request.invalid': 'Có chỗ chưa đúng, xem các ô được đánh dấu.',
  'request.not_found': 'Không còn thấy mục này. Có thể ai đó vừa xoá.',
  'request.unreadable': 'Yêu cầu này không đọc được. Tải lại trang rồi thử lần nữa.',
  'request.too_large': 'Nội dung này lớn quá.',
  'request.still_running': 'Việc này đang được làm rồi, chờ một chút.',
  'request.key_reused': 'Việc này đã được gửi với nội dung khác. Tải lại trang rồi làm lại.',
  'request.too_many': 'Thử nhiều lần quá. Chờ một phút rồi thử lại.',
  'door.sign_in': 'Phiên làm việc đã hết. Đăng nhập lại để tiếp tục.',
  'door.not_yours': 'Vai trò của mình không có việc này. Nhờ chủ nhà hoặc quản lý.',
  'door.other_origin': 'Yêu cầu này đến từ một trang khác nên đã bị chặn.',
  'text.card_number': 'Không lưu số thẻ đầy đủ ở đây. Chỉ ghi bốn số cuối là đủ.',

  'team.start_link_used': 'Liên kết này đã dùng rồi hoặc không đúng. Đăng nhập, hoặc xem liên kết mới ở cửa sổ dòng lệnh.',
  'team.mail_invalid': 'Địa chỉ thư này chưa đúng.',
  'team.mail_taken': 'Đã có người dùng địa chỉ thư này.',
  'team.sign_in_failed': 'Thư hoặc mật khẩu chưa đúng.',
  'team.password_wrong': 'Mật khẩu đang dùng chưa đúng.',
  'team.changed_meanwhile': 'Có người vừa sửa chỗ này. Bản mới đang hiện, xem lại rồi sửa.',
  'team.no_such_zone': 'Không có múi giờ này.',
  'team.last_owner': 'Nhà luôn cần ít nhất một chủ nhà còn đăng nhập được.',
  'team.owner_only': 'Chỉ chủ nhà làm được việc này.',

  'people.changed_meanwhile': 'Có người vừa sửa hồ sơ này. Bản mới đang hiện, xem lại rồi sửa.',
  'people.nothing_known': 'Cần ít nhất một tên, một số hoặc một địa chỉ.',
  'people.contact_invalid': 'Số hoặc địa chỉ này chưa đúng.',
  'people.contact_taken': 'Số hoặc mã này đã thuộc về một khách khác.',
  'people.birthday_invalid': 'Không có ngày này trong lịch.',
  'people.has_history': 'Khách này đã có đơn hoặc ghi chép nên không rút lại được.',

  'touchpoints.empty': 'Chưa có nội dung để ghi.',
  'touchpoints.in_the_future': 'Thời điểm này chưa tới.',
  'touchpoints.changed_meanwhile': 'Có người vừa sửa dòng này. Bản mới đang hiện, xem lại rồi sửa.',
  'touchpoints.not_yours_to_change': 'Dòng này không sửa bằng tay được.',

  'orders.ends_before_start': 'Ngày đi trước ngày đến.',
  'orders.refund_too_large': 'Số tiền trả lại lớn hơn phần còn lại của đơn.',
  'orders.no_such_order': 'Khách này không có đơn đó.',
  'orders.code_taken': 'Mã đơn này đã thuộc về một khách khác.',
  'orders.in_the_future': 'Thời điểm này chưa tới.',
  'orders.values_not_yours': 'Vai trò của mình không ghi giá vốn.',
  'orders.changed_meanwhile': 'Có người vừa sửa đơn này. Bản mới đang hiện, xem lại rồi sửa.',
}

const en: SameKeys<typeof vi> = {
  'net.offline': 'Not done: no connection. What you wrote is still here.',
  'screen.fault': 'This screen ran into a fault. Reload the page and try again.',
  'house.away': 'The server does not answer. Nothing was changed; try again in a few minutes.',
  'house.fault': 'Something went wrong on our side. Nothing was changed; you can try again.',
  'house.too_slow': 'This took too long and was stopped. Nothing was changed.',
  'house.database_away': 'The database does not answer. Nothing was changed; try again in a few minutes.',
  'request.invalid': 'Something is not right yet; see the marked fields.',
  'request.not_found': 'This is no longer here. Someone may have removed it.',
  'request.unreadable': 'This request could not be read. Reload the page and try again.',
  'request.too_large': 'This is too large.',
  'request.still_running': 'This is already being done; one moment.',
  'request.key_reused': 'This was already sent with other content. Reload the page and do it again.',
  'request.too_many': 'Too many tries. Wait a minute, then try again.',
  'door.sign_in': 'You have been signed out. Sign in again to go on.',
  'door.not_yours': 'Your role does not include this. Ask the owner or a manager.',
  'door.other_origin': 'This was sent from another site and was stopped.',
  'text.card_number': 'A full card number is never stored here. The last four digits are enough.',

  'team.start_link_used': 'This link has been used or is not right. Sign in, or take the new link from the terminal.',
  'team.mail_invalid': 'This mail address is not right.',
  'team.mail_taken': 'Someone already uses this mail address.',
  'team.sign_in_failed': 'The mail or the password is not right.',
  'team.password_wrong': 'The present password is not right.',
  'team.changed_meanwhile': 'Someone has just changed this. The new state is shown; look again, then edit.',
  'team.no_such_zone': 'There is no such time zone.',
  'team.last_owner': 'The house always needs at least one owner who can sign in.',
  'team.owner_only': 'Only the owner can do this.',

  'people.changed_meanwhile': 'Someone has just changed this profile. The new state is shown; look again, then edit.',
  'people.nothing_known': 'At least a name, a number or an address is needed.',
  'people.contact_invalid': 'This number or address is not right.',
  'people.contact_taken': 'This number or code belongs to another customer.',
  'people.birthday_invalid': 'The calendar has no such day.',
  'people.has_history': 'This customer already has orders or notes and cannot be taken back.',

  'touchpoints.empty': 'There is nothing to write down yet.',
  'touchpoints.in_the_future': 'This moment has not come yet.',
  'touchpoints.changed_meanwhile': 'Someone has just changed this line. The new state is shown; look again, then edit.',
  'touchpoints.not_yours_to_change': 'This line cannot be changed by hand.',

  'orders.ends_before_start': 'It ends before it starts.',
  'orders.refund_too_large': 'The refund is larger than what is left of the order.',
  'orders.no_such_order': 'This customer has no such order.',
  'orders.code_taken': 'This order code belongs to another customer.',
  'orders.in_the_future': 'This moment has not come yet.',
  'orders.values_not_yours': 'Your role does not record costs.',
  'orders.changed_meanwhile': 'Someone has just changed this order. The new state is shown; look again, then edit.',
}

export const refusalWords = { vi, en }

const fieldsVi = {
  other: 'Chưa đúng',
  invalid_type: 'Chưa đúng kiểu',
  invalid_value: 'Chọn một trong các mục',
  invalid_format: 'Viết chưa đúng dạng',
  too_small: 'Ngắn hoặc nhỏ quá',
  too_big: 'Dài hoặc lớn quá',
  unrecognized_keys: 'Không có ô này',
  no_such_day: 'Không có ngày này',
  card_number: 'Chỉ ghi bốn số cuối của thẻ',
  nul: 'Có ký tự không lưu được',
  taken: 'Đã thuộc về khách khác',
  invalid: 'Chưa đúng',
}

const fieldsEn: SameKeys<typeof fieldsVi> = {
  other: 'Not right',
  invalid_type: 'Not the right kind',
  invalid_value: 'Choose one of the list',
  invalid_format: 'Not written as expected',
  too_small: 'Too short or too small',
  too_big: 'Too long or too large',
  unrecognized_keys: 'There is no such field',
  no_such_day: 'There is no such day',
  card_number: 'Only the last four digits of a card',
  nul: 'Has a character that cannot be stored',
  taken: 'Belongs to another customer',
  invalid: 'Not right',
}

export const fieldWords = { vi: fieldsVi, en: fieldsEn }
