import type { GateRule } from '#rooms/messages/contract.ts'
import { listHeld } from '#rooms/messages/sendings/contract.ts'
import { ChipButton } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { type Answer, call, keyOf } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { useWhyHeld } from '../why.ts'
import { messageWords } from '../words.data.ts'
import { PeoplePages } from './people-pages.tsx'
import { type HeldBy, rulesIn } from './sums.tsx'
import { sendingWords } from './words.data.ts'

type Row = Answer<typeof listHeld>['held'][number]

/** Who does not get a letter, each with the reason in a sentence, and a way to the customer. */
export function HeldDialog({
  sendingId,
  heldBy,
  rule,
  onRule,
  onClose,
}: {
  sendingId: string
  heldBy: HeldBy
  rule: GateRule | undefined
  onRule: (rule: GateRule | undefined) => void
  onClose: () => void
}) {
  const words = useWords(sendingWords)
  const { rules } = useWords(messageWords)
  const say = useSay()
  const why = useWhyHeld()
  const query = rule ? { rule } : {}
  const nameOf = ({ name, calledAs }: Row): string => name || calledAs
  return (
    <Dialog title={words.heldTitle} size="wide" onClose={onClose}>
      <div className="stack g3">
        <div className="row g1 wrap">
          <ChipButton isOn={rule === undefined} onPress={() => onRule(undefined)}>
            {words.allRules}
          </ChipButton>
          {rulesIn(heldBy).map((one) => (
            <ChipButton key={one.rule} isOn={rule === one.rule} onPress={() => onRule(one.rule)}>
              {say.number(one.count)} {rules[one.rule]}
            </ChipButton>
          ))}
        </div>
        <PeoplePages
          listKey={[...keyOf(listHeld, { params: { sendingId }, query }), 'pages']}
          load={async (after) => {
            const { held, next } = await call(listHeld, { params: { sendingId }, query: { ...query, ...(after ? { after } : {}) } })
            return { rows: held.map((row) => ({ ...row, name: nameOf(row) })), next }
          }}
          keyOf={({ messageId }) => messageId}
          said={(row) => why({ answer: 'no', rule: row.rule, notBefore: null, inputs: row.inputs }, row.calledAs || row.name)}
          none={words.nobodyHeld}
        />
      </div>
    </Dialog>
  )
}
