// What must be known beside the figures: one sentence a trap. {…} are filled in.

type Sentence = { vi: string; en: string }

const said = {
  'bad-rows': {
    vi: '{count} dòng không đọc được nên bỏ ra: {named}.',
    en: '{count} rows could not be read and were left out: {named}.',
  },
  'no-customer': {
    vi: '{count} dòng không rõ của khách nào ({share} số dòng): không vào tính toán.',
    en: '{count} rows do not say whose they are ({share} of all): they enter nothing.',
  },
  cancelled: {
    vi: '{count} đơn đã huỷ hoặc đã hoàn: không tính là một lần mua.',
    en: '{count} orders were cancelled or taken back: they count as no purchase.',
  },
  'after-as-of': {
    vi: '{count} dòng sau ngày {day} không được xét.',
    en: '{count} rows after {day} were not looked at.',
  },
  'day-order-assumed': {
    vi: '{count} ngày có thể đọc hai cách; đã hiểu là {order}. Nếu không phải, thêm --day-order {otherOption}.',
    en: '{count} days could be read two ways; they were taken as {order}. If that is wrong, add --day-order {otherOption}.',
  },
  'several-currencies': {
    vi: '{count} dòng không phải {currency}: lượt mua vẫn tính, nhưng mức chi của những khách ấy lấy theo trung bình chung.',
    en: '{count} rows are not in {currency}: the visits count, but those customers’ spend is taken from the average of all.',
  },
  'no-amounts': {
    vi: 'Tệp không có số tiền, nên không nói gì về mức chi và giá trị.',
    en: 'The file has no amounts, so nothing is said of spend and value.',
  },
  'no-currency': {
    vi: 'Tệp không nói loại tiền; các số tiền giữ nguyên đơn vị của tệp. Thêm --currency VND để ghi rõ.',
    en: 'The file does not name its currency; amounts are in the unit of the file. Add --currency VND to name it.',
  },
  'refunds-unlinked': {
    vi: '{count} khoản trả lại tiền không tìm được đơn gốc: không tính là lần mua, và không trừ vào mức chi mỗi lần.',
    en: '{count} refunds could not be tied to their order: they count as no purchase, and are not taken off the spend of any visit.',
  },
  'refunded-whole': {
    vi: '{count} đơn được trả lại toàn bộ tiền: coi như chưa từng có.',
    en: '{count} orders were given back whole: they count as if they had never been.',
  },
  'zero-amount-visits': {
    vi: '{count} dòng số tiền bằng 0 vẫn tính là một lần đến (tệp không ghi khoản trả lại nào).',
    en: '{count} rows of amount 0 count as visits (the file books no returns).',
  },
  'zero-amount-corrections': {
    vi: '{count} dòng số tiền bằng 0 không tính là lần đến (tệp có ghi khoản trả lại, nên đó là dòng điều chỉnh).',
    en: '{count} rows of amount 0 do not count as visits (the file books returns, so they are corrections).',
  },
  'same-day': {
    vi: '{count} đơn cùng khách, cùng ngày với một đơn khác: gộp thành một lần đến.',
    en: '{count} orders share customer and day with another: they are one visit.',
  },
  'acquired-later': {
    vi: '{count} khách chỉ đến sau ngày {day}: không vào phần tính trên dữ liệu trước đó.',
    en: '{count} customers first came after {day}: they enter nothing that is fitted before it.',
  },
  'older-than-log': {
    vi: '{count} khách đã là khách từ trước: lần mua đầu của họ không có trong tệp, nên không đưa vào mô hình.',
    en: '{count} customers are older than the log: their first purchase is not in it, so they do not enter the models.',
  },
  'left-truncation': {
    vi: 'Có lẽ sổ bắt đầu giữa chừng: {count} khách ({share}) “mua lần đầu” ngay trong 30 ngày đầu của tệp, gấp {times} lần 30 ngày kế tiếp. Nhiều người trong đó là khách cũ; thêm --acquired-from {day} để chỉ tính khách mới từ ngày ấy, hoặc một cột ngày mua đầu tiên (--map first_date=…).',
    en: 'The log probably begins mid-life: {count} customers ({share}) “first buy” in its first 30 days, {times} times as many as in the next 30. Many of them are older; add --acquired-from {day} to look only at who is new since, or a column of true first days (--map first_date=…).',
  },
  'too-little-data': {
    vi: 'Chưa đủ dữ liệu để ước tính: {reasons}. Các bảng đếm bên dưới vẫn đúng.',
    en: 'There is too little data to forecast: {reasons}. What is only counted stands.',
  },
  'fit-refused': {
    vi: 'Không ước lượng được {model}: {reasons}.',
    en: '{model} could not be fitted: {reasons}.',
  },
  'spend-refused': {
    vi: 'Không ước lượng được mức chi: {reasons}. Vì vậy không có giá trị.',
    en: 'Spend could not be fitted: {reasons}. So there is no value.',
  },
  'no-attrition': {
    vi: '{model}: chưa thấy ai rời đi, nên coi như chưa ai rời. Xác suất còn là khách vì vậy gần 100 %.',
    en: '{model}: no attrition can be seen yet, so nobody is taken to have left. The chance of still being a customer is near 100% for that reason.',
  },
  boundary: {
    vi: '{model}: kết quả nằm ở biên ({boundary}); vài tham số không xác định được sai số.',
    en: '{model}: the optimum lies at a boundary ({boundary}); some parameters have no standard error.',
  },
  'endless-life': {
    vi: 'Trung bình của cả đời khách là vô hạn theo {model} ({parameter} = {value} ≤ 1); vì vậy mọi con số đều nói rõ trong bao lâu.',
    en: 'The mean of a whole customer life is infinite under {model} ({parameter} = {value} ≤ 1); so every figure names how far it looks.',
  },
  'spend-correlation': {
    vi: 'Khách đến nhiều {direction} mỗi lần (tương quan {correlation}): mô hình mức chi coi hai điều này không liên quan, nên giá trị có thể lệch.',
    en: 'Who comes more often spends {direction} a time (correlation {correlation}): the spend model takes the two as unrelated, so values may be off.',
  },
  'heavy-tail': {
    vi: 'Mức chi chênh nhau quá nhiều để có trung bình chắc chắn (q = {q}): khách chưa quay lại được tính theo trung bình quan sát được.',
    en: 'Spends differ too much for a sure mean (q = {q}): who has not come back is given the observed average.',
  },
  'no-mean-spend': {
    vi: '{count} khách quay lại có mức chi trung bình bằng 0: không vào mô hình mức chi.',
    en: '{count} repeaters have a mean spend of 0: they do not enter the spend model.',
  },
  giants: {
    vi: '{count} khách mua khác hẳn mọi người (nhiều nhất: {name}, {detail}): có lẽ là khách sỉ, tài khoản chung hoặc nhân viên.',
    en: '{count} customers buy unlike all others (first: {name}, {detail}): wholesale, a shared account or staff, perhaps.',
  },
  season: {
    vi: 'Có mùa: tháng {month} đông gấp {times} lần các tháng quanh nó. Mô hình coi năm bằng phẳng, nên hãy đọc sai số của dự báo.',
    en: 'There is a season: {month} had {times} times the visits of the months around it. The models take the year as level, so mind the error of the forecast.',
  },
  regular: {
    vi: 'Khách ở đây đến rất đều (độ lệch nhịp {spread}; ngẫu nhiên là 1): mô hình coi các lần đến là ngẫu nhiên, nên thường đoán chậm việc khách rời đi.',
    en: 'Customers here come very regularly (spread of gaps {spread}; chance is 1): the models take visits as random, so they are slow to see who left.',
  },
  'forecast-error': {
    vi: 'Trên {weeks} tuần để thử, {model} đoán {expected} lượt mua, thực tế {actual}: lệch {error}. Hãy đọc mọi dự báo với con số này bên cạnh.',
    en: 'On the {weeks} weeks of the test {model} expected {expected} purchases, there were {actual}: off by {error}. Read every forecast with that beside it.',
  },
  'naive-better': {
    vi: 'Quy tắc đơn giản “mới mua trong 13 tuần” gọi đúng người không kém mô hình trong lần thử này ({naive} so với {model}).',
    en: 'The plain rule “bought within 13 weeks” named as well as the model who would come in this test ({naive} against {model}).',
  },
  'no-backtest': {
    vi: 'Chưa thử được dự báo: dữ liệu chỉ dài {weeks} tuần, hoặc phần trước quá ít. Cần ít nhất 26 tuần.',
    en: 'The forecast could not be tested: the log is {weeks} weeks long, or holds too little before the test. It takes at least 26 weeks.',
  },
  'negative-margin': {
    vi: 'Giá vốn cao hơn tiền bán ({share}): giá trị âm.',
    en: 'Costs are above revenue ({share}): the value is negative.',
  },
} satisfies Record<string, Sentence>

export type WarningCode = keyof typeof said
export const warningWords: Readonly<Record<WarningCode, Sentence>> = said

export const boundaryWords: Readonly<Record<string, Sentence>> = {
  'same-rate': { vi: 'mọi khách mua như nhau', en: 'all buy equally often' },
  'same-dropout': { vi: 'mọi khách dễ rời đi như nhau', en: 'all are equally likely to leave' },
  'all-or-none': { vi: 'khách rời ngay hoặc không bao giờ', en: 'customers leave at once or never' },
  flat: { vi: 'nhiều bộ tham số khớp như nhau', en: 'several parameters do as well' },
  'same-mean': { vi: 'mọi khách chi trung bình như nhau', en: 'all spend alike on average' },
  'same-spend': { vi: 'mỗi khách lần nào cũng chi như nhau', en: 'each customer always spends the same' },
  'heavy-tail': { vi: 'vài khách chi quá lớn', en: 'a heavy tail of spends' },
}

export const refusalWords: Readonly<Record<string, Sentence>> = {
  'no-customers': { vi: 'không có khách nào', en: 'there are no customers' },
  'impossible-histories': { vi: '{have} lịch sử mua không hợp lệ', en: '{have} histories are impossible' },
  'no-time': { vi: 'mọi lần mua trong một ngày', en: 'all purchases are of one day' },
  'too-few-customers': { vi: 'mới có {have} khách, cần ít nhất {need}', en: '{have} customers, at least {need} are needed' },
  'too-few-repeaters': { vi: 'mới có {have} khách quay lại, cần ít nhất {need}', en: '{have} came again, at least {need} are needed' },
  'too-few-spenders': {
    vi: 'mới có {have} khách quay lại có mức chi, cần ít nhất {need}',
    en: '{have} repeaters with a spend, at least {need} are needed',
  },
  'not-converged': { vi: 'phép tìm không tới được cực đại', en: 'the search did not arrive' },
}
