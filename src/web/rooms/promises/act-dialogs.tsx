import { useState } from 'react'
import { listPromises } from '#rooms/promises/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, TextField } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { Choice } from '../../kit/menu.tsx'
import { ProblemLine, Skeleton } from '../../kit/states.tsx'
import { useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { useNow } from './board-data.ts'
import { markOf, type Row, underOf } from './naming.ts'
import { promiseWords } from './words.data.ts'

/** Asks for a few words and does nothing without them. */
export function ReasonDialog({
  title,
  why,
  label,
  most = 300,
  onReason,
  onClose,
}: {
  title: string
  why?: string
  label: string
  most?: number
  onReason: (reason: string) => void
  onClose: () => void
}) {
  const words = useWords(promiseWords).dialogs
  const [reason, setReason] = useState('')
  const save = () => {
    if (!reason.trim()) return
    onClose()
    onReason(reason.trim())
  }
  return (
    <Dialog
      title={title}
      size="small"
      onClose={onClose}
      onSubmit={save}
      ends={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" disabled={!reason.trim()}>
            {words.save}
          </Button>
        </>
      }
    >
      {why && <p className="body t2">{why}</p>}
      <TextField label={label} value={reason} onText={setReason} maxLength={most} autoComplete="off" data-autofocus />
    </Dialog>
  )
}

/** What was found when a standing promise was looked at. */
export function CheckDialog({
  row,
  onCheck,
  onClose,
}: {
  row: Row
  onCheck: (isMet: boolean, words: string) => void
  onClose: () => void
}) {
  const words = useWords(promiseWords)
  const [text, setText] = useState('')
  const check = (isMet: boolean) => {
    onClose()
    onCheck(isMet, text.trim())
  }
  return (
    <Dialog
      title={words.dialogs.checkTitle}
      size="small"
      onClose={onClose}
      onSubmit={() => check(true)}
      ends={
        <>
          <Button icon="close" onClick={() => check(false)}>
            {words.acts.notMet}
          </Button>
          <Button kind="primary" type="submit" icon="check">
            {words.acts.met}
          </Button>
        </>
      }
    >
      <p className="body">{row.words}</p>
      <TextField label={words.dialogs.words} value={text} onText={setText} maxLength={600} autoComplete="off" data-autofocus />
    </Dialog>
  )
}

const leads = ['0', '3600', '10800', '86400', '172800'] as const
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').toLowerCase()

/** Ties a promise to another that is open: whose slip puts it at risk. */
export function RestDialog({
  promiseId,
  except,
  onRest,
  onClose,
}: {
  promiseId: string
  except: readonly string[]
  onRest: (needsId: string, leadSeconds: number, row: Row) => void
  onClose: () => void
}) {
  const words = useWords(promiseWords)
  const say = useSay()
  const now = useNow()
  const [find, setFind] = useState('')
  const [lead, setLead] = useState<(typeof leads)[number]>('0')
  const open = useAsk(listPromises, { query: { state: 'open', limit: 200 } })
  const offered = (open.data?.promises ?? [])
    .filter(({ id }) => id !== promiseId && !except.includes(id))
    .filter((row) => plain(`${row.words} ${row.calledAs} ${row.organisation ?? ''}`).includes(plain(find.trim())))
    .slice(0, 8)
  return (
    <Dialog title={words.dialogs.restTitle} onClose={onClose} ends={<Button onClick={onClose}>{words.dialogs.cancel}</Button>}>
      <p className="body t2">{words.dialogs.restWhy}</p>
      <Field label={words.dialogs.lead}>
        {(ids) => (
          <Choice {...ids} value={lead} choices={leads.map((value) => ({ value, words: words.dialogs.leads[value] }))} onChange={setLead} />
        )}
      </Field>
      <TextField label={words.dialogs.restFind} value={find} onText={setFind} autoComplete="off" data-autofocus />
      <ProblemLine problem={open.error ?? undefined} />
      {!open.data && !open.error && <Skeleton lines={3} height={2.75} />}
      {open.data && offered.length === 0 && <p className="t2">{words.dialogs.restNone}</p>}
      <ul className="promise-offers">
        {offered.map((row) => {
          const { icon, tone } = markOf(row, now)
          return (
            <li key={row.id}>
              <button
                type="button"
                className="promise-offer"
                onClick={() => {
                  onClose()
                  onRest(row.id, Number(lead), row)
                }}
              >
                <Icon name={icon} className={tone === 't3' ? 't3' : `c-${tone}`} />
                <span className="grow cut">{row.words}</span>
                <span className="meta cut">{underOf(row, now, words, say)}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
