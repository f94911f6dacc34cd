import type { RowProblem, TableRefusal } from '#platform/tabular/row.ts'
import type { DayProblem } from '#values/civil-date.ts'
import type { MailProblem } from '#values/mail-address.ts'
import type { AmountProblem } from '#values/money.ts'
import type { PhoneProblem, PhoneRepair } from '#values/phone.ts'

// What every stable code of an import says to people: why a file or a row is left out, what was put right, what is doubtful.

/** Words that follow a figure: "212" + "số đầu cũ đổi sang mới". */
export type Counted = (n: number) => string

type FileCode = TableRefusal | 'interrupted' | 'fault'
type RowCode =
  | RowProblem
  | PhoneProblem
  | MailProblem
  | DayProblem
  | AmountProblem
  | 'nothing-known'
  | 'in-the-future'
  | 'ends-before-start'
  | 'card-number'
  | 'four-digits'
  | 'no-customer'
  | 'not-a-currency'
  | 'code-twice'
  | 'code-taken'
  | 'no-such-kind'
  | 'no-such-state'
  | 'empty'
  | 'no-item-name'
  | 'below-zero'
type RepairCode = PhoneRepair | 'recased' | 'nfc' | 'formula-as-text' | 'card-masked' | 'serial-date' | 'several-in-one' | 'duplicate'
type DoubtCode =
  | 'date'
  | 'shared-phone'
  | 'refuted-before'
  | 'unknown-prefix'
  | 'country'
  | 'left-empty'
  | 'kind'
  | 'state'
  | 'paid-by'
  | 'item-kind'
  | 'item-state'
  | 'taken-alias'
type QuestionCode = 'duplicate-header' | 'missing-column' | 'currency' | 'source' | 'sheet'

type CodeWords = {
  /** Why a whole file was not taken, and what helps. */
  files: Record<FileCode, { what: string; fix: string }> & { other: { what: string; fix: string } }
  rows: Record<RowCode, string> & { other: string }
  repairs: Record<RepairCode, Counted> & { other: Counted }
  doubts: Record<DoubtCode, Counted> & { other: Counted }
  /** `field` is the name of the place in Quen that the question is about. */
  questions: Record<QuestionCode, { ask: (field: string) => string; why: string }> & {
    other: { ask: (field: string) => string; why: string }
  }
}

const vi: CodeWords = {
  files: {
    empty: { what: 'Tệp này không có dòng nào.', fix: 'Kiểm tra xem đã lưu tệp chưa, rồi chọn lại.' },
    'no-such-file': { what: 'Không còn thấy tệp này.', fix: 'Chọn lại tệp từ máy.' },
    'header-broken': {
      what: 'Hàng đầu tiên, nơi ghi tên các cột, không đọc được.',
      fix: 'Xem lại dấu ngoặc kép ở hàng đầu, hoặc lưu lại từ Excel.',
    },
    'line-too-long': {
      what: 'Có một dòng quá dài, nên đây có lẽ không phải là một danh sách.',
      fix: 'Kiểm tra xem có chọn nhầm tệp không.',
    },
    'encoding-cp1258': {
      what: 'Tệp viết bằng bảng mã cũ Windows-1258, đọc thẳng sẽ sai dấu tiếng Việt.',
      fix: 'Mở bằng Excel, chọn Lưu thành, loại “CSV UTF-8”, rồi chọn lại tệp mới.',
    },
    'encoding-tcvn3': {
      what: 'Tệp gõ bằng phông chữ cũ .Vn (TCVN3), đọc thẳng sẽ thành chữ lạ.',
      fix: 'Chuyển sang Unicode, ví dụ bằng UniKey (Ctrl Shift F6), lưu “CSV UTF-8”, rồi chọn lại.',
    },
    'encoding-unknown': {
      what: 'Không nhận ra tệp viết bằng bảng mã nào.',
      fix: 'Mở bằng Excel, lưu thành “CSV UTF-8”, rồi chọn lại tệp mới.',
    },
    'sheet-doctype': {
      what: 'Trong bảng tính có phần khai báo mà Quen không mở, để giữ an toàn.',
      fix: 'Mở bằng Excel, lưu thành tệp .xlsx mới, rồi chọn lại.',
    },
    'sheet-broken': { what: 'Bảng tính bị hỏng hoặc chưa tải xong.', fix: 'Mở bằng Excel, lưu lại, rồi chọn tệp mới.' },
    'sheet-too-large': { what: 'Bảng tính này quá lớn để mở thẳng.', fix: 'Lưu thành CSV, dạng ấy lớn mấy cũng nhập được.' },
    'sheet-ratio': {
      what: 'Bảng tính nén khác thường nên Quen không mở, để giữ an toàn.',
      fix: 'Mở bằng Excel, lưu thành tệp .xlsx mới hoặc CSV.',
    },
    'sheet-encrypted': { what: 'Bảng tính này có mật khẩu.', fix: 'Bỏ mật khẩu trong Excel, lưu lại, rồi chọn tệp mới.' },
    'sheet-old-format': { what: 'Đây là tệp Excel đời cũ (.xls).', fix: 'Mở bằng Excel, lưu thành .xlsx, rồi chọn tệp mới.' },
    'sheet-no-sheet': { what: 'Không có trang tính này trong tệp.', fix: 'Chọn trang tính khác.' },
    'sheet-too-slow': { what: 'Bảng tính này đọc lâu quá.', fix: 'Lưu thành CSV, dạng ấy đọc nhanh hơn nhiều.' },
    interrupted: { what: 'Quen tắt giữa chừng nên lần nhập này đã dừng.', fix: 'Chưa có gì được ghi. Nhập lại là được.' },
    fault: { what: 'Có lỗi ở phía Quen.', fix: 'Chưa có gì được ghi. Thử nhập lại; nếu vẫn vậy, báo cho người cài Quen.' },
    other: { what: 'Tệp này không nhập được.', fix: 'Mở bằng Excel, lưu thành “CSV UTF-8” rồi chọn lại.' },
  },
  rows: {
    'too-few-cells': 'Dòng thiếu ô so với hàng tiêu đề',
    'too-many-cells': 'Dòng có nhiều ô hơn hàng tiêu đề',
    nul: 'Dòng có ký tự không lưu được',
    'unbalanced-quote': 'Dấu ngoặc kép mở mà không đóng',
    'nothing-known': 'Không có tên, số, thư hay mã nào',
    'too-short': 'Số điện thoại thiếu chữ số',
    'too-long': 'Dài quá',
    'not-a-number': 'Không phải là số',
    scientific: 'Bảng tính đã làm mất chữ số (dạng 9,33E+08)',
    foreign: 'Số nước ngoài không đọc được',
    'no-at': 'Địa chỉ thư thiếu dấu @',
    'two-ats': 'Địa chỉ thư có hai dấu @',
    'no-name': 'Địa chỉ thư thiếu phần trước @',
    'no-domain': 'Địa chỉ thư thiếu phần sau @',
    'bad-domain': 'Đuôi của địa chỉ thư chưa đúng',
    spaces: 'Địa chỉ thư có dấu cách',
    'line-break': 'Địa chỉ thư bị ngắt dòng',
    'no-such-day': 'Không có ngày này trong lịch',
    'not-a-date': 'Không đọc được ngày',
    serial: 'Ngày bị bảng tính đổi thành số, không đọc lại được',
    'in-the-future': 'Ngày này chưa tới',
    'ends-before-start': 'Ngày đi trước ngày đến',
    'card-number': 'Có số thẻ đầy đủ; chỉ được giữ bốn số cuối',
    'four-digits': 'Chỉ nhận bốn số cuối của thẻ',
    'no-customer': 'Không rõ đơn của khách nào',
    'not-a-currency': 'Không phải mã tiền',
    'too-many-decimals': 'Số tiền có nhiều số lẻ hơn loại tiền này',
    ambiguous: 'Không rõ dấu chấm, phẩy là hàng nghìn hay số lẻ',
    'too-large': 'Số tiền lớn quá',
    'code-twice': 'Mã đơn này đã có ở dòng khác với nội dung khác',
    'code-taken': 'Mã đơn này là của khách khác',
    'no-such-kind': 'Không rõ loại đơn',
    'no-such-state': 'Không rõ trạng thái đơn',
    empty: 'Ô này để trống',
    'no-item-name': 'Món này chưa có tên',
    'below-zero': 'Giá không thể dưới 0',
    other: 'Không đọc được',
  },
  repairs: {
    'lost-zero': () => 'số thêm lại số 0 đã mất',
    'old-prefix': () => 'số đầu cũ đổi sang mới',
    'country-code': () => 'số thêm dấu + trước mã nước',
    'trunk-zero': () => 'số bỏ số 0 thừa sau mã nước',
    'decimal-tail': () => 'số bỏ đuôi “.0” do bảng tính thêm',
    recased: () => 'tên viết hoa hết, đã sửa',
    nfc: () => 'ô gõ dấu rời, ghép lại cho liền',
    'formula-as-text': () => 'ô như công thức, giữ là chữ',
    'card-masked': () => 'số thẻ được che, chỉ giữ bốn số cuối',
    'serial-date': () => 'ngày bị đổi thành số, đọc lại thành ngày',
    'several-in-one': () => 'ô có nhiều số, tách ra từng số',
    duplicate: () => 'dòng lặp lại trong tệp, gộp làm một',
    other: () => 'chỗ khác được sửa giúp',
  },
  doubts: {
    date: () => 'dòng chưa rõ ngày/tháng',
    'shared-phone': () => 'số có người khác tên dùng chung',
    'refuted-before': () => 'sở thích từng ghi là không đúng, không ghi lại',
    'unknown-prefix': () => 'số có đầu số lạ, vẫn giữ',
    country: () => 'nước chưa nhận ra, để trống',
    'left-empty': () => 'ô không đọc được, để trống',
    kind: () => 'loại đơn lạ, ghi như đơn thường',
    state: () => 'trạng thái đơn lạ, ghi như đơn đã xong',
    'item-kind': () => 'loại món lạ, ghi như món hàng',
    'item-state': () => 'trạng thái món lạ, ghi như đang có',
    'taken-alias': () => 'cách viết đã thuộc món khác, để lại',
    'paid-by': () => 'cách trả tiền lạ, để trống',
    other: () => 'chỗ khác nên xem lại',
  },
  questions: {
    'duplicate-header': {
      ask: (field) => `Có vài cột trùng tên. Cột nào là ${field}?`,
      why: 'Chọn một lần cho cả tệp. Cột còn lại vẫn giữ được, chỉ cần chọn chỗ cho nó ở bảng dưới.',
    },
    'missing-column': { ask: (field) => `Cột nào là ${field}?`, why: 'Quen cần cột này để nhập được.' },
    currency: {
      ask: () => 'Tiền trong tệp là tiền gì?',
      why: 'Số tiền trong tệp không giống tiền của nhà. Quen không đổi tiền, chỉ ghi đúng loại.',
    },
    source: { ask: () => 'Danh sách này từ đâu ra?', why: 'Mã khách trong tệp là mã của phần mềm hay quyển sổ nào.' },
    sheet: { ask: () => 'Lấy trang tính nào?', why: 'Tệp có nhiều trang tính. Mỗi lần nhập một trang.' },
    other: { ask: (field) => `Quen cần biết thêm về ${field}.`, why: 'Chọn một lần cho cả tệp.' },
  },
}

const en: CodeWords = {
  files: {
    empty: { what: 'There are no rows in this file.', fix: 'See whether it was saved, then choose it again.' },
    'no-such-file': { what: 'This file is no longer there.', fix: 'Choose it from your computer again.' },
    'header-broken': {
      what: 'The first line, which names the columns, cannot be read.',
      fix: 'Look at the quotation marks in it, or save the file again from Excel.',
    },
    'line-too-long': { what: 'One line is far too long, so this is probably not a list.', fix: 'See whether it is the right file.' },
    'encoding-cp1258': {
      what: 'The file is written in the old encoding Windows-1258; its Vietnamese would come out wrong.',
      fix: 'Open it in Excel, save it as “CSV UTF-8”, then choose the new file.',
    },
    'encoding-tcvn3': {
      what: 'The file was typed in old .Vn fonts (TCVN3); it would come out as strange letters.',
      fix: 'Convert it to Unicode, with UniKey for instance (Ctrl Shift F6), save it as “CSV UTF-8”, then choose it again.',
    },
    'encoding-unknown': {
      what: 'The encoding of this file is not known.',
      fix: 'Open it in Excel, save it as “CSV UTF-8”, then choose the new file.',
    },
    'sheet-doctype': {
      what: 'The spreadsheet has a declaration that Quen does not open, to be safe.',
      fix: 'Open it in Excel, save it as a new .xlsx file, then choose that one.',
    },
    'sheet-broken': {
      what: 'The spreadsheet is damaged or was cut off.',
      fix: 'Open it in Excel, save it again, then choose the new file.',
    },
    'sheet-too-large': { what: 'The spreadsheet is too large to open directly.', fix: 'Save it as CSV: that works at any size.' },
    'sheet-ratio': {
      what: 'The spreadsheet is packed in an unusual way and is not opened, to be safe.',
      fix: 'Open it in Excel and save it as a new .xlsx file or as CSV.',
    },
    'sheet-encrypted': {
      what: 'The spreadsheet has a password.',
      fix: 'Take the password off in Excel, save it, then choose the new file.',
    },
    'sheet-old-format': { what: 'This is an old Excel file (.xls).', fix: 'Open it in Excel, save it as .xlsx, then choose the new file.' },
    'sheet-no-sheet': { what: 'The file has no such sheet.', fix: 'Choose another sheet.' },
    'sheet-too-slow': { what: 'The spreadsheet takes too long to read.', fix: 'Save it as CSV, which is read much faster.' },
    interrupted: { what: 'Quen was shut down midway, so this import stopped.', fix: 'Nothing was written. Import the file again.' },
    fault: { what: 'Something went wrong on our side.', fix: 'Nothing was written. Try again; if it stays so, tell whoever runs Quen.' },
    other: { what: 'This file cannot be imported.', fix: 'Open it in Excel, save it as “CSV UTF-8”, then choose it again.' },
  },
  rows: {
    'too-few-cells': 'The row has fewer cells than the header',
    'too-many-cells': 'The row has more cells than the header',
    nul: 'The row has a character that cannot be stored',
    'unbalanced-quote': 'A quotation mark opens and never closes',
    'nothing-known': 'No name, number, mail or code',
    'too-short': 'The phone number lacks digits',
    'too-long': 'Too long',
    'not-a-number': 'Not a number',
    scientific: 'A spreadsheet lost digits of it (as in 9.33E+08)',
    foreign: 'A foreign number that cannot be read',
    'no-at': 'The mail address has no @',
    'two-ats': 'The mail address has two @',
    'no-name': 'The mail address has nothing before the @',
    'no-domain': 'The mail address has nothing after the @',
    'bad-domain': 'The ending of the mail address is not right',
    spaces: 'The mail address has a space in it',
    'line-break': 'The mail address is broken over two lines',
    'no-such-day': 'The calendar has no such day',
    'not-a-date': 'Not readable as a date',
    serial: 'A spreadsheet made the date a number that cannot be read back',
    'in-the-future': 'This day has not come yet',
    'ends-before-start': 'It ends before it starts',
    'card-number': 'A full card number; only the last four digits may be kept',
    'four-digits': 'Only the last four digits of a card',
    'no-customer': 'Does not say whose order it is',
    'not-a-currency': 'Not the code of a currency',
    'too-many-decimals': 'More decimals than the currency has',
    ambiguous: 'Thousands or decimals: it can be read two ways',
    'too-large': 'The amount is too large',
    'code-twice': 'Another row has this order code with other contents',
    'code-taken': 'This order code belongs to another customer',
    'no-such-kind': 'Not a kind of order',
    'no-such-state': 'Not a state of an order',
    empty: 'The cell is empty',
    'no-item-name': 'This item has no name',
    'below-zero': 'A price cannot be below 0',
    other: 'Not readable',
  },
  repairs: {
    'lost-zero': (n) => (n === 1 ? 'number got its zero back' : 'numbers got their zero back'),
    'old-prefix': (n) => (n === 1 ? 'old prefix became the new one' : 'old prefixes became the new ones'),
    'country-code': (n) => (n === 1 ? 'number got its + back' : 'numbers got their + back'),
    'trunk-zero': (n) => (n === 1 ? 'number lost a zero too many' : 'numbers lost a zero too many'),
    'decimal-tail': (n) => (n === 1 ? 'number lost a “.0” from a spreadsheet' : 'numbers lost a “.0” from a spreadsheet'),
    recased: (n) => (n === 1 ? 'name in capitals put right' : 'names in capitals put right'),
    nfc: (n) => (n === 1 ? 'cell with loose accents joined' : 'cells with loose accents joined'),
    'formula-as-text': (n) => (n === 1 ? 'cell like a formula kept as text' : 'cells like formulas kept as text'),
    'card-masked': (n) => (n === 1 ? 'card number veiled to its last four digits' : 'card numbers veiled to their last four digits'),
    'serial-date': (n) => (n === 1 ? 'number read back as a date' : 'numbers read back as dates'),
    'several-in-one': (n) => (n === 1 ? 'cell with several numbers taken apart' : 'cells with several numbers taken apart'),
    duplicate: (n) => (n === 1 ? 'row repeated in the file, made one' : 'rows repeated in the file, made one'),
    other: (n) => (n === 1 ? 'other repair' : 'other repairs'),
  },
  doubts: {
    date: (n) => (n === 1 ? 'row that could be month/day' : 'rows that could be month/day'),
    'shared-phone': (n) => (n === 1 ? 'number shared by somebody of another name' : 'numbers shared by people of other names'),
    'refuted-before': (n) => (n === 1 ? 'taste noted as wrong before, left out' : 'tastes noted as wrong before, left out'),
    'unknown-prefix': (n) => (n === 1 ? 'number with an unknown prefix, kept' : 'numbers with an unknown prefix, kept'),
    country: (n) => (n === 1 ? 'country not known, left empty' : 'countries not known, left empty'),
    'left-empty': (n) => (n === 1 ? 'unreadable cell left empty' : 'unreadable cells left empty'),
    kind: (n) => (n === 1 ? 'unknown kind of order, kept as a plain one' : 'unknown kinds of order, kept as plain ones'),
    state: (n) => (n === 1 ? 'unknown state of an order, kept as done' : 'unknown states of orders, kept as done'),
    'item-kind': (n) => (n === 1 ? 'unknown kind of item, kept as a product' : 'unknown kinds of item, kept as products'),
    'item-state': (n) => (n === 1 ? 'unknown state of an item, kept as here' : 'unknown states of items, kept as here'),
    'taken-alias': (n) => (n === 1 ? 'spelling of another item, left out' : 'spellings of other items, left out'),
    'paid-by': (n) => (n === 1 ? 'unknown way of paying, left empty' : 'unknown ways of paying, left empty'),
    other: (n) => (n === 1 ? 'other thing to look at' : 'other things to look at'),
  },
  questions: {
    'duplicate-header': {
      ask: (field) => `Several columns have the same name. Which one is ${field}?`,
      why: 'Choose once for the whole file. The other can still be kept: give it a place in the table below.',
    },
    'missing-column': { ask: (field) => `Which column is ${field}?`, why: 'Quen needs it to import this file.' },
    currency: {
      ask: () => 'Which currency are the amounts in?',
      why: 'They do not look like the money of the house. Nothing is converted, only named rightly.',
    },
    source: { ask: () => 'Where does this list come from?', why: 'Which program or book gave the customers their codes.' },
    sheet: { ask: () => 'Which sheet should be taken?', why: 'The file has several. Each import takes one.' },
    other: { ask: (field) => `Quen needs to know more about ${field}.`, why: 'Choose once for the whole file.' },
  },
}

export const codeWords = { vi, en }
