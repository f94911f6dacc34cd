import { type Figure, listRecipients } from '#rooms/messages/sendings/contract.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { type Answer, call, keyOf } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { messageWords } from '../words.data.ts'
import { PeoplePages } from './people-pages.tsx'
import { sendingWords } from './words.data.ts'

type Row = Answer<typeof listRecipients>['recipients'][number]

/** Here it matters what the server said. */
const bySaying: readonly Figure[] = ['accepted', 'delivered', 'bounced', 'refused', 'unknown']

/** The customers behind a figure of a report, each with what the other side last said. */
export function BehindDialog({ sendingId, figure, onClose }: { sendingId: string; figure: Figure; onClose: () => void }) {
  const words = useWords(sendingWords)
  const { rules } = useWords(messageWords)
  const say = useSay()
  const ask = { params: { sendingId }, query: { of: figure } }
  const said = ({ rule, reply, at }: Row): string =>
    (rule && rules[rule]) || (bySaying.includes(figure) && reply) || `${say.clockOf(at)} ${say.relative(say.dayOf(at))}`
  return (
    <Dialog title={words.behind(words.sums[figure])} size="wide" onClose={onClose}>
      <div className="stack g3">
        <PeoplePages
          listKey={[...keyOf(listRecipients, ask), 'pages']}
          load={async (after) => {
            const { recipients, next } = await call(listRecipients, { ...ask, query: { ...ask.query, ...(after ? { after } : {}) } })
            return { rows: recipients, next }
          }}
          keyOf={({ id }) => id}
          said={said}
        />
      </div>
    </Dialog>
  )
}
