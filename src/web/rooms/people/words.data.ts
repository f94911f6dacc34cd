import { plural, type SameKeys } from '../../shell/words.ts'

const vi = {
  title: 'Khách',
  about: (count: string) => `≈ ${count}`,
  all: 'Tất cả',
  persons: 'Người',
  organisations: 'Tổ chức',
  views: 'Cách xem',
  find: 'Tìm theo tên',
  columns: { name: 'Tên', calledAs: 'Cách gọi', phone: 'Điện thoại', mail: 'Thư', lastContact: 'Lần cuối', tags: 'Nhãn' },
  count: (shown: string, _count: number) => `${shown} khách`,
  never: 'chưa có',
  noResult: 'Không có khách nào như vậy',
  noResultWhy: 'Thử bớt chữ, hoặc bỏ lọc.',
  nobody: 'Chưa có khách nào',
  nobodyWhy: 'Khách của nhà sẽ ở đây, với tên, cách gọi và lần gặp cuối.',
}

const en: SameKeys<typeof vi> = {
  title: 'Customers',
  about: (count) => `≈ ${count}`,
  all: 'All',
  persons: 'People',
  organisations: 'Organisations',
  views: 'Views',
  find: 'Find by name',
  columns: { name: 'Name', calledAs: 'Called', phone: 'Phone', mail: 'Mail', lastContact: 'Last seen', tags: 'Tags' },
  count: (shown, count) => `${shown} ${plural(count, 'customer')}`,
  never: 'never',
  noResult: 'No such customer',
  noResultWhy: 'Try fewer letters, or clear the filters.',
  nobody: 'No customers yet',
  nobodyWhy: 'The customers of the house will live here, with their names, how to call them and when they were last seen.',
}

export const peopleWords = { vi, en }
