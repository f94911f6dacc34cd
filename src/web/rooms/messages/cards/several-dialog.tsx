import { useState } from 'react'
import { giveCards, type PersonDay, printCards, takeBackCards } from '#rooms/messages/cards/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { offerUndo } from '../../../kit/toasts.tsx'
import { call, useAct } from '../../../shell/api.ts'
import { problemFrom } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { download } from './download.ts'
import { keyOfCard, type SheetCard, useSheet } from './several.ts'
import { SeveralLine } from './several-lines.tsx'
import { cardWords } from './words.data.ts'
import './cards.css'

const bodyOf = ({ customerId, occasionKey, year, words }: SheetCard) => ({ customerId, occasionKey, year, words })

/** Cards for several people: each person's words, changed one by one, one file for the printer, and all noted as handed over. */
export function SeveralDialog({
  people,
  onChanged,
  onClose,
}: {
  people: readonly PersonDay[]
  onChanged: () => void
  onClose: () => void
}) {
  const all = useWords(cardWords)
  const words = all.several
  const say = useSay()
  const [letterId, setLetterId] = useState('')
  const [open, setOpen] = useState<string>()
  /** What lies in the last file: the cards with the words they were printed with. */
  const [printed, setPrinted] = useState<readonly SheetCard[]>([])
  const { asked, sheet, write, judge, refuse, drop } = useSheet(people, letterId)
  const fit = sheet.filter((card) => card.refusal === null && card.words.trim() !== '')
  const held = sheet.length - fit.length
  const isPrinted = printed.length > 0 && fit.length === printed.length && fit.every((card) => printed.some((one) => sameCard(one, card)))
  const print = useAct(printCards, {
    onDone: ({ fileName, pdf, refused }) => {
      download(fileName, pdf)
      refuse(refused)
      setPrinted(fit.filter((card) => !refused.some((one) => keyOfCard(one) === keyOfCard(card))))
    },
  })
  const give = useAct(giveCards, {
    onDone: ({ given, refused }) => {
      onChanged()
      if (given.length > 0)
        offerUndo(words.marked(say.number(given.length)), async () => {
          await call(takeBackCards, { body: { cards: given } })
          onChanged()
        })
      refuse(refused)
      if (refused.length === 0) return onClose()
      for (const { customerId } of given) for (const card of printed) if (card.customerId === customerId) drop(card)
      setPrinted([])
    },
  })
  const toPrinter = () => print.go({ body: { cards: fit.map(bodyOf), leaveOut: true } })
  const submit = () => (isPrinted ? give.go({ body: { cards: printed.map(bodyOf), how: 'paper' } }) : toPrinter())
  const problem = print.problem ?? give.problem
  return (
    <Dialog
      title={words.title(say.number(sheet.length || people.length))}
      size="wide"
      onClose={onClose}
      onSubmit={() => fit.length > 0 && submit()}
      ends={
        asked.data && (
          <>
            {isPrinted && (
              <Button icon="file" isBusy={print.isRunning} onClick={toPrinter}>
                {words.again}
              </Button>
            )}
            <Button
              kind="primary"
              type="submit"
              icon={isPrinted ? 'check' : 'file'}
              disabled={fit.length === 0}
              isBusy={print.isRunning || give.isRunning}
            >
              {isPrinted ? words.gave(say.number(printed.length)) : words.print(say.number(fit.length))}
            </Button>
          </>
        )
      }
    >
      <p className="t2">{words.why}</p>
      {asked.error && !asked.data && <ErrorState problem={problemFrom(asked.error)} onRetry={() => void asked.refetch()} />}
      {!asked.data && !asked.error && <Skeleton height={16} />}
      {asked.data && asked.data.templates.length > 0 && (
        <Choice
          label={all.card.template}
          value={letterId}
          choices={[
            { value: '', words: all.card.usual },
            ...asked.data.templates.map((one) => ({ value: one.letterId, words: one.title })),
          ]}
          onChange={setLetterId}
        />
      )}
      <ul className="several">
        {sheet.map((card) => {
          const key = keyOfCard(card)
          return (
            <SeveralLine
              key={key}
              card={card}
              isOpen={open === key}
              onOpen={() => setOpen(open === key ? undefined : key)}
              onWords={(text) => write(card, text)}
              onLeave={() => void judge(card)}
              onDrop={() => drop(card)}
            />
          )
        })}
      </ul>
      {held > 0 && <p className="t2">{words.heldCount(say.number(held))}</p>}
      {isPrinted && (
        <p className="card-note" role="status">
          <Icon name="info" className="c-info" /> {words.printed(say.number(printed.length))}
        </p>
      )}
      {problem && <ProblemLine problem={problem} />}
    </Dialog>
  )
}

const sameCard = (a: SheetCard, b: SheetCard): boolean => keyOfCard(a) === keyOfCard(b) && a.words === b.words
