import { fold } from '../../../values/text.ts'
import type { Team } from '../promise.ts'

/** Who helps somebody who is stuck, by what it is about. */

const signs: readonly (readonly [Team, RegExp])[] = [
  [
    'accounting',
    /\b(hoa don|tra tien|thanh toan|chuyen khoan|hoan tien|tien coc|tinh (sai|thua|nham)|invoice|refund|payment|pay|paid|charged?|bill)\b/,
  ],
  [
    'warehouse',
    /\b(giao|chua nhan|chua toi|nham hang|thieu hang|thieu mon|be vo|kien hang|goi hang|ship|deliver(y|ed)?|parcel|package|arrived broken)\b/,
  ],
  [
    'sales',
    /\b(cach dung|huong dan|lap|khong chay|khong len|hong|loi|bao hanh|doi hang|doi tra|does not work|broken|how to|assemble|warranty|exchange)\b/,
  ],
]

/** The words decide; where they name nothing, where the customer is: a stay is helped at the front, what was bought by whoever sells it. */
export function teamFor(words: string, orderKind: 'sale' | 'stay' | 'service' | 'refund' | null): Team {
  const folded = ` ${fold(words)} `
  const money = signs[0]
  if (money?.[1].test(folded)) return money[0]
  if (orderKind === 'stay') return 'reception'
  if (orderKind === 'refund') return 'accounting'
  return signs.find(([, sign]) => sign.test(folded))?.[0] ?? (orderKind === 'sale' ? 'sales' : 'reception')
}
