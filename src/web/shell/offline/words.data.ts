import { plural, type SameKeys } from '../words.ts'

const vi = {
  lost: (clock: string) => `Mất mạng. Đang xem dữ liệu lúc ${clock}.`,
  lostNothing: 'Mất mạng. Máy này chưa giữ gì để xem.',
  waiting: (n: string, _n: number) => `${n} việc chờ gửi.`,
  refused: (n: string, _n: number) => `${n} việc chưa gửi được.`,
  see: 'Xem',
  sent: (n: string, _n: number) => `Đã gửi ${n} việc làm lúc mất mạng.`,
  title: 'Chờ gửi',
  why: 'Những gì viết lúc mất mạng, sẽ gửi theo thứ tự khi có mạng lại.',
  writtenAt: (clock: string) => `viết lúc ${clock}`,
  waitsHere: 'chờ gửi',
  notTaken: 'Chưa được nhận:',
  again: 'Gửi lại',
  copy: 'Chép chữ',
  giveUp: 'Bỏ',
  gaveUp: 'Đã bỏ.',
  close: 'Đóng',
  queued: 'Mất mạng: đã giữ lại, có mạng là gửi.',
  leaveTitle: 'Còn việc chưa gửi',
  leaveWhat: (n: string, _n: number) => `${n} việc viết lúc mất mạng chưa gửi được. Đăng xuất bây giờ thì chúng mất hẳn.`,
  stay: 'Ở lại',
  leaveAll: 'Đăng xuất, bỏ hết',
}

const en: SameKeys<typeof vi> = {
  lost: (clock) => `No connection. You are looking at data from ${clock}.`,
  lostNothing: 'No connection. Nothing is kept on this device to look at.',
  waiting: (n, count) => `${n} ${plural(count, 'thing waits', 'things wait')} to be sent.`,
  refused: (n, count) => `${n} ${plural(count, 'thing was', 'things were')} not taken.`,
  see: 'Look',
  sent: (n, count) => `Sent ${n} ${plural(count, 'thing')} written without a connection.`,
  title: 'Waiting to be sent',
  why: 'Written without a connection; sent in this order as soon as there is one.',
  writtenAt: (clock) => `written at ${clock}`,
  waitsHere: 'waiting to be sent',
  notTaken: 'Not taken:',
  again: 'Send again',
  copy: 'Copy the words',
  giveUp: 'Let go',
  gaveUp: 'Let go.',
  close: 'Close',
  queued: 'No connection: kept here, and sent as soon as there is one.',
  leaveTitle: 'Not everything is sent',
  leaveWhat: (n, count) =>
    `${n} ${plural(count, 'thing')} written without a connection ${plural(count, 'has', 'have')} not been sent. Signing out now loses ${plural(count, 'it', 'them')} for good.`,
  stay: 'Stay',
  leaveAll: 'Sign out, let them go',
}

export const offlineWords = { vi, en }
