import type { z } from 'zod'
import type { answerView, questionRuleView } from './contract.ts'
import type { Answered } from './question.ts'
import { isUnhappy } from './rules.ts'
import type { Rule } from './store.ts'

export const viewAnswer = ({
  id,
  scale,
  stopId,
  score,
  words,
  how,
  staffName,
  answeredAt,
  became,
  version,
}: Answered): z.input<typeof answerView> => ({
  id,
  scale,
  stopId,
  score,
  words,
  how,
  staffName,
  answeredAt: answeredAt.toISOString(),
  isUnhappy: isUnhappy(scale, score),
  became,
  version,
})

export const viewRule = ({ scale, afterHours, share, isOn, version }: Rule): z.input<typeof questionRuleView> => ({
  scale,
  afterHours,
  share,
  isOn,
  version,
})
