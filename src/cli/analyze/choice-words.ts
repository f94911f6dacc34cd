import type { ChoiceReason } from '../../science/choice.ts'
import type { Verdict } from './verdict.ts'
import { modelTitles } from './words.ts'

const sentences: Readonly<Record<ChoiceReason | 'asked', { vi: string; en: string }>> = {
  default: {
    vi: '{model}: không mô hình nào tốt hơn rõ rệt, nên dùng mô hình mặc định.',
    en: '{model}: no other does clearly better, so the usual one is used.',
  },
  likelihood: { vi: '{model}: dữ liệu hợp với mô hình này rõ hơn hẳn.', en: '{model}: the data are clearly likelier under it.' },
  forecast: { vi: '{model}: đoán những gì đến sau đúng hơn rõ rệt.', en: '{model}: it clearly foretold better what came after.' },
  only: { vi: '{model}: chỉ mô hình này ước lượng được.', en: '{model}: no other could be fitted.' },
  asked: { vi: '{model}: theo yêu cầu.', en: '{model}: as asked.' },
}

/** Why the model was chosen; null where there is none. */
export function reasonOfChoice({ asked, assessment: { choice } }: Verdict): { code: ChoiceReason | 'asked'; message: string } | null {
  if (choice === null) return null
  const code = asked.model === 'auto' ? choice.reason : 'asked'
  return { code, message: sentences[code][asked.language].replace('{model}', modelTitles[choice.name]) }
}
