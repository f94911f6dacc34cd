import { type Tongue, type Trade, type TradeKey, type TradeWords, tradeKeys, trades } from './trades.data.ts'

/** What a business is called by, meets its customers at, and asks them about; pure words that seed a house and speak on its screens. */

const isTradeKey = (text: string): text is TradeKey => (tradeKeys as readonly string[]).includes(text)

/** The trade of this name; a name that is none is served as a hotel, which is what a house is until it says otherwise. */
export const tradeOf = (key: string): Trade => trades[isTradeKey(key) ? key : 'hotel']

/** The words of a trade in one language. */
export function tradeWords(key: string, tongue: Tongue): Record<keyof TradeWords, string> {
  const { words } = tradeOf(key)
  return {
    visit: words.visit[tongue],
    place: words.place[tongue],
    booking: words.booking[tongue],
    arrivals: words.arrivals[tongue],
    departures: words.departures[tongue],
    noArrivals: words.noArrivals[tongue],
    hasCome: words.hasCome[tongue],
    hasGone: words.hasGone[tongue],
    isHere: words.isHere[tongue],
    isBooked: words.isBooked[tongue],
  }
}
