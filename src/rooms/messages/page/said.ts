import { showDate } from '../../../values/civil-date.ts'
import { dayIn } from '../../../values/zone.ts'
import type { Preference } from '../../people/public.ts'
import type { Model } from './model.ts'
import type { OwnChannel } from './wishes-rules.ts'
import type { PageWords, Persons } from './words.data.ts'

/** What is true from now on, said in words. It is read from how things stand, never from what was pressed: it cannot say what is not so. */

export type Said = { text: string; tone?: 'no' | 'wait' }

export type Speaking = { words: PageWords; persons: Persons; language: 'vi' | 'en' }

/** The topic, line or address that an act was about; in the address of the page after it. */
export type About = {
  topicId?: string | undefined
  line?: Preference | undefined
  channel?: OwnChannel | undefined
  shown?: string | undefined
}

export const dayShown = (model: Model, at: Date, language: 'vi' | 'en'): string => showDate(dayIn(model.house.zone, at.getTime()), language)

const byOf = ({ used }: Model, { words }: Speaking): string => words.and(used.map((way) => words.by[way]))

const aboutOf = ({ wanted }: Model, { words, language }: Speaking): string =>
  words.and(wanted.filter(({ channels }) => channels.length > 0).map(({ topic }) => topic.names[language]))

/** How often, about what, by which way; or that nothing comes any more. */
export function saidOften(model: Model, speaking: Speaking): Said {
  const { words, persons } = speaking
  const { often, choice } = model
  if (model.hasLeft || often === 'none') return { text: words.now.left(persons) }
  if (choice.pausedUntil) return { text: words.now.paused(persons, dayShown(model, choice.pausedUntil, speaking.language)), tone: 'wait' }
  if (often === 0) return { text: words.now.only(persons) }
  const about = aboutOf(model, speaking)
  const by = about === '' ? '' : byOf(model, speaking)
  const first = often === null ? words.now.free(persons, by, about) : words.now.often(persons, often, by, about)
  return about === '' ? { text: `${first} ${words.now.noTopic(persons)}` } : { text: first }
}

function saidTopic(model: Model, speaking: Speaking, about: About): Said | undefined {
  const { words, persons, language } = speaking
  const found = model.wanted.find(({ topic }) => topic.id === about.topicId)
  if (!found) return undefined
  const name = found.topic.names[language]
  if (about.channel) {
    const isOn = found.channels.includes(about.channel)
    return { text: (isOn ? words.now.cellOn : words.now.cellOff)(persons, name, words.by[about.channel]) }
  }
  if (found.channels.length === 0) return { text: words.now.topicOff(persons, name) }
  return { text: words.now.topicOn(persons, name, words.and(found.channels.map((way) => words.by[way]))) }
}

function saidLevel({ wanted, choice }: Model, { words, persons, language }: Speaking, { topicId = '' }: About): Said | undefined {
  const topic = wanted.find((one) => one.topic.id === topicId)?.topic
  const level = choice.levels[topicId]
  return topic && level ? { text: words.now.level(persons, topic.names[language], level) } : undefined
}

function saidTimes({ choice }: Model, { words, persons }: Speaking): Said {
  const { days, fromHour, untilHour } = choice
  if (days === null && fromHour === null && untilHour === null) return { text: words.now.anyTime(persons) }
  const hours = fromHour === null && untilHour === null ? '' : words.now.hours(fromHour ?? 7, untilHour ?? 22)
  return { text: words.now.times(persons, days ?? [], hours) }
}

/** The sentence for an act that was just done, by its name in the address; undefined for what is no act of ours. */
export function saidAfter(act: string | null, model: Model, speaking: Speaking, about: About): Said | undefined {
  const { words, persons } = speaking
  switch (act) {
    case 'often':
    case 'pause':
      return saidOften(model, speaking)
    case 'undo':
      return { text: `${words.now.returned(persons)} ${saidOften(model, speaking).text}` }
    case 'topic':
      return saidTopic(model, speaking, about)
    case 'channel':
      return { text: words.now.channel(persons, byOf(model, speaking)) }
    case 'level':
      return saidLevel(model, speaking, about)
    case 'times':
      return saidTimes(model, speaking)
    case 'language':
      return { text: words.now.language(persons) }
    case 'address':
      return { text: words.now.address(persons, model.customer.address.us) }
    case 'like':
      return about.line && { text: words.now.liked(persons, about.line.stance, about.line.what) }
    case 'restore':
      return about.line && { text: words.now.restored(persons, about.line.what) }
    case 'strike':
      return about.line && { text: words.now.struck(persons, about.line.what) }
    case 'letter':
      return { text: words.now.letter(persons) }
    case 'renewed':
      return { text: words.now.renewed(persons) }
    default:
      return undefined
  }
}

/** Why something was not done, by its name in the address. */
export function saidNot(why: string | null, { words, persons }: Speaking): Said | undefined {
  if (why === null || !Object.hasOwn(words.no, why)) return undefined
  const text = words.no[why as keyof PageWords['no']]
  return { text: typeof text === 'string' ? text : text(persons), tone: 'no' }
}
