import type { z } from 'zod'
import { type Holder, may } from '../../values/rights.ts'
import type { fitView, itemBrief, itemView } from './contract.ts'
import type { Fit, Item } from './item.ts'
import { isJustIn } from './rules.ts'

/** An item for whoever keeps the catalogue; what it costs the house only for those who see values. */
export const viewItem = ({ createdAt: _, updatedAt, cost, ...item }: Item, who: Holder): z.input<typeof itemView> => ({
  ...item,
  ...(may(who, 'see.values') ? { cost } : {}),
  updatedAt: updatedAt.toISOString(),
})

/** A text in the language that is asked for, else in the other: what is known is better than nothing. */
const inLanguage = (language: 'vi' | 'en', vi: string, en: string): string => (language === 'en' ? en || vi : vi || en)

/** An item as it is read out or written to a customer. */
export const viewBrief = (item: Item, language: 'vi' | 'en'): z.input<typeof itemBrief> => ({
  id: item.id,
  name: inLanguage(language, item.nameVi, item.nameEn),
  kind: item.kind,
  benefit: inLanguage(language, item.benefitVi, item.benefitEn),
  forWhom: inLanguage(language, item.forWhomVi, item.forWhomEn),
  differs: inLanguage(language, item.differsVi, item.differsEn),
  price: item.price === null ? null : { minor: item.price, currency: item.currency },
  state: item.state,
  comingOn: item.comingOn,
  arrivedOn: item.arrivedOn,
})

export const viewFit = ({ item, reasons }: Fit, language: 'vi' | 'en', today: string): z.input<typeof fitView> => ({
  item: viewBrief(item, language),
  reasons,
  isJustIn: isJustIn(item, today),
})
