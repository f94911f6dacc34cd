// Words of the page alone.

type Sentence = { vi: string; en: string }

const said = {
  eyebrow: { vi: 'Quen · lòng trung thành, đo được', en: 'Quen · loyalty, measured' },
  loyal: { vi: 'Khách trung thành', en: 'Loyal customers' },
  loyalRange: { vi: 'dự kiến {low}–{high} người mua trong {days} ngày', en: '{low}–{high} expected to buy within {days} days' },
  tenure: { vi: 'Đã gắn bó (trung vị)', en: 'With us for (median)' },
  tenureAhead: { vi: 'còn ở lại {weeks} trên {horizon} tuần tới', en: 'will stay {weeks} of the next {horizon} weeks' },
  equity: { vi: 'Giá trị tập khách', en: 'Worth of the customers' },
  repeat: { vi: 'Đã trở lại', en: 'Came back' },
  repeatOf: { vi: '{had} trên {of} khách', en: '{had} of {of} customers' },
  unknown: { vi: 'chưa đủ dữ liệu', en: 'too little data' },
  noAmounts: { vi: 'tệp không có số tiền', en: 'no amounts in the file' },
  profit: { vi: 'lợi nhuận gộp', en: 'gross profit' },
  revenue: { vi: 'doanh thu', en: 'revenue' },
  verdict: { vi: 'Nói gọn', en: 'In short' },
  table: { vi: 'Xem bảng', en: 'Show as a table' },
  state: { vi: 'Trạng thái', en: 'State' },
  customers: { vi: 'Khách', en: 'Customers' },
  share: { vi: 'Tỷ lệ', en: 'Share' },
  meaning: { vi: 'Nghĩa là', en: 'Means' },
  frequency: { vi: 'Số lần đã trở lại', en: 'Times come back' },
  expectedMean: { vi: 'Dự báo mỗi khách', en: 'Expected a customer' },
  actualMean: { vi: 'Thực tế mỗi khách', en: 'Actual a customer' },
  model: { vi: 'Mô hình', en: 'Model' },
  expectedAll: { vi: 'Dự báo', en: 'Expected' },
  actualAll: { vi: 'Thực tế', en: 'Actual' },
  off: { vi: 'Lệch', en: 'Off by' },
  brier: { vi: 'Điểm Brier', en: 'Brier score' },
  modelsCompared: { vi: 'Các mô hình trong cùng lần thử', en: 'The models in the same test' },
  calibration: { vi: 'Nói 30 % thì có đúng 30 % không', en: 'Does 30% mean 30%?' },
  calibrationSaid: {
    vi: 'Khách được chia mười phần theo khả năng mua mà mô hình đã nói, từ thấp đến cao.',
    en: 'Customers in ten parts by the chance that the model gave them, lowest first.',
  },
  part: { vi: 'Phần', en: 'Part' },
  saidChance: { vi: 'Đã nói', en: 'Said' },
  cameShare: { vi: 'Đã mua', en: 'Bought' },
  month: { vi: 'Tháng đến lần đầu', en: 'First visit in' },
  cohortSaid: {
    vi: 'Mỗi hàng là những người đến lần đầu trong một tháng; các ô là phần trăm trong số họ đã đến trong tháng thứ 1, 2, 3… sau đó. Ô viền đứt: tháng chưa hết.',
    en: 'Each row is who first came in a month; the cells are the share of them who came in the 1st, 2nd, 3rd … month after. Dashed: a month that is not over.',
  },
  days: { vi: 'Ngày', en: 'Days' },
  waiting: { vi: 'Còn chờ', en: 'Waiting' },
  back: { vi: 'Đã trở lại', en: 'Came back' },
  range: { vi: 'Khoảng 95 %', en: '95% range' },
  daysAlong: { vi: '{n} ngày', en: '{n} days' },
  aliveChance: { vi: 'Xác suất còn là khách', en: 'Chance of still being a customer' },
  repeaters: { vi: 'Khách từng trở lại', en: 'Who came back' },
  once: { vi: 'Đến một lần', en: 'Came once' },
  top: { vi: 'Phần khách đáng giá nhất', en: 'Most valuable customers' },
  holds: { vi: 'Giữ bao nhiêu giá trị', en: 'Hold this share of the value' },
  even: { vi: 'nếu mọi khách như nhau', en: 'if all were equal' },
  parameters: { vi: 'Tham số (± sai số chuẩn)', en: 'Parameters (± standard error)' },
  likelihood: { vi: 'Log-likelihood', en: 'Log-likelihood' },
  words: { vi: 'Các từ trên trang này', en: 'The words on this page' },
  footer: {
    vi: 'Tính từ {file} bằng quen analyze. Trang này tự đứng một mình: không tải gì, không gửi gì.',
    en: 'Worked out from {file} by quen analyze. This page stands alone: it loads nothing and sends nothing.',
  },
} satisfies Record<string, Sentence>

export const pageWords: Readonly<Record<keyof typeof said, Sentence>> = said

export const definitions: readonly { term: Sentence; means: Sentence }[] = [
  {
    term: { vi: 'Lần đến', en: 'Visit' },
    means: { vi: 'Một ngày có mua, dù trong ngày có mấy đơn.', en: 'A day with a purchase, however many orders it had.' },
  },
  {
    term: { vi: 'Khách trung thành', en: 'Loyal' },
    means: {
      vi: 'Đã trở lại ít nhất một lần, và khả năng mua thêm ít nhất một lần trong một chu kỳ của nhà từ 50 % trở lên.',
      en: 'Came back at least once, and the chance of at least one more purchase within the house’s cycle is 50% or more.',
    },
  },
  {
    term: { vi: 'Chu kỳ của nhà', en: 'The house’s cycle' },
    means: {
      vi: 'Khoảng ngày giữa hai lần đến mà bốn trên năm lần trở lại không vượt quá.',
      en: 'The days between two visits that four of five returns do not exceed.',
    },
  },
  {
    term: { vi: 'Còn là khách', en: 'Still a customer' },
    means: {
      vi: 'Chưa lặng lẽ rời đi. Không ai báo khi rời đi, nên đây là xác suất, tính từ nhịp mua và thời gian im lặng.',
      en: 'Has not silently left. Nobody says so when they leave, so this is a chance, from how often they came and how long they have been silent.',
    },
  },
  {
    term: { vi: 'Giá trị tập khách', en: 'Worth of the customers' },
    means: {
      vi: 'Tổng những gì các khách hiện có sẽ mua trong thời hạn nói trên, quy về hôm nay. Khách chưa có thì chưa tính.',
      en: 'All that the customers there are now will buy within the time named, at today’s value. Customers still to be won are not in it.',
    },
  },
  {
    term: { vi: 'Khoảng (a–b)', en: 'Range (a–b)' },
    means: {
      vi: 'Con số thật nằm trong khoảng này 19 trên 20 lần, nếu mô hình đúng. Mô hình có đúng không thì xem phần dự báo.',
      en: 'The true figure lies within 19 times of 20, if the model is right. Whether it is right is shown by the forecast.',
    },
  },
  {
    term: { vi: 'Điểm Brier', en: 'Brier score' },
    means: {
      vi: 'Trung bình bình phương của sai lệch giữa xác suất đã nói và điều đã xảy ra. 0 là hoàn hảo.',
      en: 'The mean square between the chance said and what happened. 0 is perfect.',
    },
  },
]
