/** A list of customers as a house in Vietnam would have kept it, with the faults that such lists have; the same for the same seed. */

export type ListFacts = {
  csv: string
  rows: number
  people: number
  lostZeros: number
  oldPrefixes: number
  capitals: number
  /** Rows whose day and month could be swapped. */
  doubtfulDays: number
  duplicates: number
}

/** Mulberry32: small, seeded, good enough for test data. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const families = 'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý'.split(' ')
const middles = 'Thị Văn Ngọc Minh Thanh Quốc Đức Hữu Thu Kim Xuân Hồng Bảo Gia Khánh Tuấn'.split(' ')
const givens =
  'Hoa Lan Mai Hương Tuấn Dũng Sơn Hà Linh Trang Phương Thảo Nhung Khải Vy Bình Cường Đạt Giang Hiếu Khoa Long My Nam Oanh Phúc Quân Thủy Uyên Yến'.split(
    ' ',
  )
const wards = ['Minh An, Hội An', 'Bến Thành, Quận 1', 'Hàng Bạc, Hoàn Kiếm', 'An Hải Bắc, Sơn Trà', 'Thuận Lộc, Huế']
const notes = ['hay ở phòng 203', 'thích trà sen', 'không ăn cay', 'đi cùng hai cháu', 'gọi trước 9 giờ', '']
const newPrefixes = ['90', '91', '93', '94', '96', '97', '98', '70', '76', '32', '35', '38']
/** Old prefix and what it became. */
const oldPrefixes = [
  ['0120', '70'],
  ['0126', '76'],
  ['0162', '32'],
  ['0165', '35'],
  ['0168', '38'],
] as const

const unmarked = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')

type Person = { name: string; national: string; mail: string; birthday: string; address: string; note: string; isDoubtful: boolean }

function personOf(at: number, random: () => number, from: number): Person {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const name = `${pick(families)} ${pick(middles)} ${pick(middles)} ${pick(givens)}`
  const [day, month, year] = [1 + Math.floor(random() * 28), 1 + Math.floor(random() * 12), 1950 + Math.floor(random() * 55)]
  return {
    name,
    national: `${pick(newPrefixes)}${String(from + at).slice(-7)}`,
    mail: random() < 0.6 ? `${unmarked(name).toLowerCase().replaceAll(' ', '.')}.${from + at}@thu.example` : '',
    birthday: `${day}/${month}/${year}`,
    address: random() < 0.7 ? `${1 + Math.floor(random() * 300)} ${pick(wards)}` : '',
    note: pick(notes),
    isDoubtful: day <= 12 && day !== month,
  }
}

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** `rows` rows: four in five are people of their own, the others write somebody again in one of three spellings. */
export function vietnameseList(rows: number, seed: number): ListFacts {
  const random = randomFrom(seed)
  // Lists of other seeds have other numbers.
  const numbersFrom = 1_000_000 + (seed % 80) * 100_000
  const people: Person[] = []
  const facts = { rows, people: 0, lostZeros: 0, oldPrefixes: 0, capitals: 0, doubtfulDays: 0, duplicates: 0 }
  const lines = ['HỌ TÊN,SĐT,Ngày sinh,Địa chỉ,Email,Nhóm khách,Ghi chú,Sở thích,Mã NV']
  for (let at = 0; at < rows; at++) {
    const isAgain = people.length > 10 && random() < 0.05
    const person = isAgain ? (people[Math.floor(random() * people.length)] as Person) : personOf(at, random, numbersFrom)
    if (isAgain) facts.duplicates += 1
    else people.push(person)
    let name = person.name
    let phone = `0${person.national}`
    const fault = random()
    const old = oldPrefixes.find(([, now]) => person.national.startsWith(now))
    if (fault < 0.15) {
      phone = person.national
      facts.lostZeros += 1
    } else if (fault < 0.3 && old) {
      phone = `${old[0]}${person.national.slice(2)}`
      facts.oldPrefixes += 1
    } else if (fault < 0.4) phone = `+84 ${person.national.slice(0, 3)} ${person.national.slice(3, 6)} ${person.national.slice(6)}`
    const writing = random()
    if (writing < 0.2) {
      name = name.toUpperCase()
      facts.capitals += 1
    } else if (isAgain && writing < 0.5) name = name.normalize('NFD')
    else if (isAgain && writing < 0.8) name = unmarked(name)
    if (person.isDoubtful) facts.doubtfulDays += 1
    lines.push(
      [
        name,
        phone,
        person.birthday,
        person.address,
        person.mail,
        at % 3 ? '' : 'khách quen',
        person.note,
        at % 5 ? '' : 'gỗ; trà sen',
        'NV04',
      ]
        .map(cell)
        .join(','),
    )
  }
  return { ...facts, people: people.length, csv: `${lines.join('\n')}\n` }
}
