import { posts } from './around.data.ts'
import type { Chance } from './chance.ts'
import { madeTie, townsfolk } from './households.ts'
import type { MadeCustomer, MadeTie, SampleHouse, Telling } from './made.ts'

/** Who works where and decides there, and by whom people came. */

const named = (house: SampleHouse, name: string): MadeCustomer => {
  const found = house.customers.find((one) => one.name === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}

/** The firm that chị Mai buys for, and by whom anh Cường came. */
function ofTheCast(chance: Chance, telling: Telling, house: SampleHouse): MadeTie[] {
  const mai = named(house, 'Phan Thị Mai')
  const firm = named(house, 'Du lịch Mái Ngói')
  const pair = [mai, firm] as const
  return [
    madeTie(chance, telling, pair, { kind: 'works-at', wordsBack: 'phụ trách quà và phòng cho đoàn', ago: 440, by: 'son' }),
    madeTie(chance, telling, pair, { kind: 'decides-for', ago: 260, by: 'son' }),
    madeTie(chance, telling, [named(house, 'Lê Quốc Cường'), named(house, 'Hoàng Phủ Ngọc Minh')], {
      kind: 'introduced-by',
      words: 'bạn cùng lớp',
      wordsBack: 'bạn cùng lớp',
      ago: 862,
      by: 'vy',
    }),
    madeTie(chance, telling, [named(house, 'Đặng Thu Hà'), named(house, 'Hiệu sách Góc Phố')], {
      kind: 'introduced-by',
      ago: 950,
      by: 'tu',
    }),
  ]
}

function atFirms(chance: Chance, telling: Telling, house: SampleHouse, townspeople: readonly MadeCustomer[]): MadeTie[] {
  const firms = house.customers.filter(
    ({ kind, tags }) => kind === 'organisation' && !tags.some((tag) => /nhà cung cấp|vận chuyển|lữ hành/.test(tag)),
  )
  const workers = new Set<string>()
  const ties: MadeTie[] = []
  const hire = (firm: MadeCustomer, [wordsBack, decides]: (typeof posts)[number]): void => {
    const person = chance.pick(townspeople)
    if (workers.has(person.id)) return
    workers.add(person.id)
    ties.push(madeTie(chance, telling, [person, firm], { kind: 'works-at', wordsBack, by: 'son' }))
    if (decides) ties.push(madeTie(chance, telling, [person, firm], { kind: 'decides-for', by: 'son' }))
  }
  for (const firm of firms) {
    if (chance.next() < 0.25) continue
    const [first, second] = [chance.pick(posts), chance.pick(posts)]
    hire(firm, first)
    if (second !== first && chance.next() < 0.5) hire(firm, second)
  }
  return ties
}

/** Everybody came by somebody who was there before: never in a circle, some in the third hand. */
function introductions(chance: Chance, telling: Telling, townspeople: readonly MadeCustomer[], wanted: number): MadeTie[] {
  const byFirstDay = [...townspeople].sort((a, b) => a.createdAt - b.createdAt)
  const introducers = byFirstDay.filter(() => chance.next() < 0.06)
  const came = new Set<string>()
  const ties: MadeTie[] = []
  for (let tries = 0; ties.length < wanted && tries < 5000; tries++) {
    const one = chance.pick(byFirstDay)
    const before = introducers.filter(({ createdAt }) => createdAt < one.createdAt)
    if (came.has(one.id) || before.length === 0) continue
    came.add(one.id)
    const introducer = chance.pick(before)
    introducers.push(...(chance.next() < 0.4 ? [one] : []))
    const words = chance.pick(['bạn', 'đồng nghiệp', 'hàng xóm', 'bà con', null])
    ties.push(madeTie(chance, telling, [one, introducer], { kind: 'introduced-by', words, wordsBack: words }))
  }
  return ties
}

export function tiesOf(chance: Chance, telling: Telling, house: SampleHouse, wanted: number): MadeTie[] {
  const town = townsfolk(house)
  return [...ofTheCast(chance, telling, house), ...atFirms(chance, telling, house, town), ...introductions(chance, telling, town, wanted)]
}
