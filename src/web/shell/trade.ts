import { tradeOf, tradeWords } from '#values/trades.ts'
import { type IconName, isIcon } from '../kit/icons.tsx'
import { useLanguage } from './look.ts'
import { useHouse } from './session.tsx'

/** The house's own words for what it does, by its trade: a stay, a table, a treatment; and the drawing that stands for it. */
export function useTrade() {
  const { trade } = useHouse()
  const { icon } = tradeOf(trade)
  const drawn: IconName = isIcon(icon) ? icon : 'today'
  return { ...tradeWords(trade, useLanguage()), icon: drawn }
}
