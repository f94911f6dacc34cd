// Why a row or a file is refused, for people.

type Sentence = { vi: string; en: string }

export const rowReasons: Readonly<Record<string, Sentence>> = {
  'too-few-cells': { vi: 'Dòng thiếu ô so với hàng tiêu đề.', en: 'The row has fewer cells than the header.' },
  'too-many-cells': { vi: 'Dòng có nhiều ô hơn hàng tiêu đề.', en: 'The row has more cells than the header.' },
  nul: { vi: 'Dòng có ký tự NUL, không lưu được.', en: 'The row holds a NUL character, which cannot be kept.' },
  'unbalanced-quote': { vi: 'Dấu ngoặc kép mở mà không đóng.', en: 'A quotation mark opens and never closes.' },
  'nothing-known': { vi: 'Không có tên, số điện thoại, thư hay mã nào.', en: 'There is no name, phone, mail or code.' },
  'too-short': { vi: 'Số điện thoại thiếu chữ số.', en: 'The phone number is too short.' },
  'too-long': { vi: 'Quá dài.', en: 'Too long.' },
  'not-a-number': { vi: 'Không phải là số.', en: 'Not a number.' },
  scientific: { vi: 'Bảng tính đã làm mất chữ số (dạng 9.33E+08).', en: 'A spreadsheet lost digits of it (as in 9.33E+08).' },
  foreign: { vi: 'Số nước ngoài không đọc được.', en: 'A foreign number that cannot be read.' },
  'no-at': { vi: 'Địa chỉ thư thiếu dấu @.', en: 'The mail address has no @.' },
  'two-ats': { vi: 'Địa chỉ thư có hai dấu @.', en: 'The mail address has two @.' },
  'no-name': { vi: 'Địa chỉ thư thiếu phần trước @.', en: 'The mail address has nothing before the @.' },
  'no-domain': { vi: 'Địa chỉ thư thiếu phần sau @.', en: 'The mail address has nothing after the @.' },
  'bad-domain': { vi: 'Tên miền của địa chỉ thư không đúng.', en: 'The domain of the mail address is not in order.' },
  spaces: { vi: 'Địa chỉ thư có dấu cách.', en: 'The mail address holds a space.' },
  'line-break': { vi: 'Địa chỉ thư có ngắt dòng.', en: 'The mail address holds a line break.' },
  'no-such-day': { vi: 'Không có ngày này.', en: 'There is no such day.' },
  'not-a-date': { vi: 'Không đọc được ngày.', en: 'This cannot be read as a date.' },
  'in-the-future': { vi: 'Ngày này chưa tới.', en: 'This day has not come yet.' },
  'ends-before-start': { vi: 'Ngày kết thúc trước ngày bắt đầu.', en: 'It ends before it begins.' },
  'card-number': {
    vi: 'Có số thẻ thanh toán đầy đủ; chỉ được giữ bốn số cuối.',
    en: 'A full card number; only the last four digits may be kept.',
  },
  'four-digits': { vi: 'Chỉ nhận bốn số cuối của thẻ.', en: 'Only the last four digits of a card are taken.' },
  'no-customer': { vi: 'Không rõ đơn của khách nào.', en: 'It does not say whose order this is.' },
  'not-a-currency': { vi: 'Không phải mã tiền tệ.', en: 'Not a code of a currency.' },
  'too-many-decimals': { vi: 'Số tiền có nhiều số lẻ hơn loại tiền này.', en: 'The amount has more decimals than this currency.' },
  ambiguous: { vi: 'Không rõ dấu chấm, phẩy là hàng nghìn hay số lẻ.', en: 'Thousands or decimals: it can be read two ways.' },
  'too-large': { vi: 'Số tiền quá lớn.', en: 'The amount is too large.' },
  'code-twice': { vi: 'Mã đơn này đã có ở dòng khác với nội dung khác.', en: 'Another row of the file has this code with other contents.' },
  'code-taken': { vi: 'Mã đơn này là của khách khác.', en: 'An order of another customer has this code.' },
  'no-such-kind': { vi: 'Không rõ loại đơn.', en: 'Not a kind of order.' },
  'no-such-state': { vi: 'Không rõ trạng thái đơn.', en: 'Not a state of an order.' },
  empty: { vi: 'Để trống.', en: 'It is empty.' },
  'no-item-name': { vi: 'Món này chưa có tên.', en: 'This item has no name.' },
  'below-zero': { vi: 'Giá không thể dưới 0.', en: 'A price cannot be below 0.' },
}

export const fileReasons: Readonly<Record<string, Sentence>> = {
  empty: { vi: 'Tệp không có dòng nào.', en: 'The file has no rows.' },
  'no-such-file': { vi: 'Không có tệp này.', en: 'There is no such file.' },
  'header-broken': { vi: 'Không đọc được hàng tiêu đề.', en: 'The header cannot be read.' },
  'line-too-long': { vi: 'Có dòng quá dài; có lẽ đây không phải là danh sách.', en: 'A line is too long; this is probably no list.' },
  'encoding-cp1258': {
    vi: 'Tệp dùng bảng mã cũ Windows-1258. Hãy mở bằng Excel và lưu lại dạng “CSV UTF-8”.',
    en: 'The file is written in the old encoding Windows-1258. Open it in a spreadsheet and save it as "CSV UTF-8".',
  },
  'encoding-tcvn3': {
    vi: 'Tệp dùng phông chữ cũ .Vn (TCVN3). Hãy chuyển sang Unicode rồi lưu lại dạng “CSV UTF-8”.',
    en: 'The file is written for the old .Vn fonts (TCVN3). Convert it to Unicode and save it as "CSV UTF-8".',
  },
  'encoding-unknown': {
    vi: 'Không nhận ra bảng mã của tệp. Hãy lưu lại dạng “CSV UTF-8”.',
    en: 'The encoding of the file is not known. Save it as "CSV UTF-8".',
  },
  'sheet-doctype': {
    vi: 'Bảng tính có khai báo kiểu tài liệu; Quen không đọc tệp như vậy.',
    en: 'The spreadsheet declares a document type; no such file is read.',
  },
  'sheet-broken': {
    vi: 'Bảng tính bị hỏng hoặc bị cắt cụt. Hãy mở và lưu lại.',
    en: 'The spreadsheet is damaged or cut off. Open it and save it again.',
  },
  'sheet-too-large': { vi: 'Bảng tính quá lớn. Hãy lưu lại dạng CSV.', en: 'The spreadsheet is too large. Save it as CSV.' },
  'sheet-ratio': { vi: 'Bảng tính nén bất thường; Quen không đọc.', en: 'The spreadsheet is packed in an unusual way and is not read.' },
  'sheet-encrypted': {
    vi: 'Bảng tính có mật khẩu. Hãy bỏ mật khẩu rồi lưu lại.',
    en: 'The spreadsheet has a password. Save it without one.',
  },
  'sheet-old-format': { vi: 'Đây là tệp .xls cũ. Hãy lưu lại dạng .xlsx.', en: 'This is an old .xls file. Save it as .xlsx.' },
  'sheet-no-sheet': { vi: 'Không có trang tính này.', en: 'There is no such sheet.' },
  'sheet-too-slow': { vi: 'Đọc bảng tính quá lâu. Hãy lưu lại dạng CSV.', en: 'Reading the spreadsheet takes too long. Save it as CSV.' },
}
