import { type KeyboardEvent, type RefObject, useState } from 'react'
import { answerThread, noteThread, takeBackAnswer } from '#rooms/messages/inbox/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Tick } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { offerUndo, say as tell } from '../../../kit/toasts.tsx'
import { type Answer, call, useAct } from '../../../shell/api.ts'
import { useMe } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { ItemPicker } from '../../catalogue/item-picker.tsx'
import { sayItem } from '../../catalogue/saying.ts'
import { catalogueWords } from '../../catalogue/words.data.ts'
import { useWhyHeld } from '../why.ts'
import { useDraft } from './drafting.ts'
import { type Talk, useKeepTalk } from './talk-data.ts'
import { inboxWords } from './words.data.ts'

type Said = Answer<typeof answerThread>

/** Puts the words on their way: what became of them is told, and what the gate turned away stays. */
function useSending(talk: Talk, draft: ReturnType<typeof useDraft>) {
  const words = useWords(inboxWords)
  const why = useWhyHeld()
  const keep = useKeepTalk()
  const [held, setHeld] = useState<string>()
  const done = ({ thread, entryId, verdict, copy }: Said) => {
    if (entryId) draft.sent()
    if (thread) keep(thread)
    if (!entryId) return setHeld(words.gateNo(why(verdict, talk.name)))
    if (copy) return void tell(words.readyByHand, { tone: 'ok' })
    offerUndo(words.sentSaid(talk.name), async () => keep(await call(takeBackAnswer, { params: { threadId: talk.id, entryId } })))
  }
  const act = useAct(answerThread, { onDone: done })
  return {
    held,
    isRunning: act.isRunning,
    problem: act.problem,
    send: (text: string, isKeptOpen: boolean) => {
      setHeld(undefined)
      draft.hold()
      const after = talk.entries.findLast(({ direction }) => direction !== 'note')?.id ?? null
      act.go({ params: { threadId: talk.id }, body: { words: text, after, isKeptOpen } })
    },
  }
}

function About({ talk }: { talk: Talk }) {
  const words = useWords(inboxWords)
  const why = useWhyHeld()
  const me = useMe()
  const { them, us, way, mayNot } = talk.answer
  const verdict = way && way.verdict.answer !== 'pass' ? why(way.verdict, talk.name) : undefined
  const parts = [
    words.form(them, us),
    talk.isToOwner && mayNot === null && words.asOwner(me.name),
    way && (way.isByHand ? words.byHandShort(words.channels[way.channel]) : words.by(words.channels[way.channel])),
  ]
  return (
    <>
      <p className="meta">{parts.filter(Boolean).join(' · ')}</p>
      {mayNot === 'owner-only' && (
        <p className="inbox-notice">
          <Icon name="info" size="small" className="c-info" /> {words.ownerOnly}
        </p>
      )}
      {verdict && (
        <p className="inbox-notice">
          <Icon name="clock" size="small" className="c-warn" /> {verdict}
        </p>
      )}
    </>
  )
}

type Field = RefObject<HTMLTextAreaElement | null>

function Kept({ draft, onDrop }: { draft: ReturnType<typeof useDraft>; onDrop: () => void }) {
  const words = useWords(inboxWords)
  if (!draft.words) return null
  return (
    <span className="row g2 meta">
      {draft.state === 'lost' ? <span className="c-danger">{words.draftNotKept}</span> : draft.state === 'kept' && words.draftKept}
      <Button kind="quiet" size="small" onClick={onDrop}>
        {words.dropDraft}
      </Button>
    </span>
  )
}

/** Puts words where the writing stands; into what is untouched, behind its greeting. */
function PutItem({ talk, draft, field }: { talk: Talk; draft: ReturnType<typeof useDraft>; field: Field }) {
  const words = useWords(catalogueWords)
  const [isOpen, open] = useState(false)
  const { opening, closing, language } = talk.answer
  const put = (said: string) => {
    open(false)
    const text = draft.words?.trim() ? draft.words : `${opening}${closing}`
    const isBegun = Boolean(draft.words?.trim()) && field.current !== null
    const at = isBegun ? (field.current?.selectionStart ?? text.length) : opening.length
    const before = text.slice(0, at)
    const gap = before === '' || /\s$/.test(before) ? '' : ' '
    draft.write(`${before}${gap}${said}${text.slice(at)}`)
    const end = at + gap.length + said.length
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(end, end)
    })
  }
  return (
    <>
      <Button kind="quiet" icon="tag" className="inbox-put" onClick={() => open(true)}>
        {words.pick}
      </Button>
      {isOpen && (
        <ItemPicker into="letter" language={language} onPick={(item) => put(sayItem(item, language))} onClose={() => open(false)} />
      )}
    </>
  )
}

/** The answer: greeting and signature ready in the right form of address; kept while it is written. */
export function Composer({ talk, field, onNote }: { talk: Talk; field: Field; onNote: () => void }) {
  const words = useWords(inboxWords)
  const draft = useDraft(talk)
  const sending = useSending(talk, draft)
  const [isKeptOpen, keepOpen] = useState(false)
  const { answer, prepared } = talk
  const text = draft.words ?? ''
  const mayNot = answer.mayNot !== null
  const isUntouched = text.trim() === `${answer.opening}${answer.closing}`.trim()
  const isEmpty = text.trim() === '' || isUntouched
  const begin = () => {
    if (!isEmpty || !answer.opening) return
    if (!isUntouched) draft.write(`${answer.opening}${answer.closing}`)
    const at = answer.opening.length
    // After the greeting stands in the field, the words go on behind it.
    requestAnimationFrame(() => field.current?.setSelectionRange(at, at))
  }
  const send = () => {
    if (!mayNot && !isEmpty && !sending.isRunning) sending.send(text, isKeptOpen)
  }
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send()
    } else if (event.key === 'Escape') event.currentTarget.blur()
  }
  return (
    <div className="inbox-composer">
      {talk.answering.length > 0 && (
        <p className="meta c-brand" role="status">
          <Icon name="pencil" size="small" /> {talk.answering.map(({ name }) => words.answering(name)).join(' · ')}
        </p>
      )}
      {prepared && text === '' && !mayNot && (
        <p className="inbox-notice">
          <span className="grow">{words.prepared(prepared.by)}</span>
          <Button size="small" onClick={() => draft.write(prepared.words)}>
            {words.usePrepared}
          </Button>
        </p>
      )}
      {answer.mayNot !== 'nobody' && <About talk={talk} />}
      <textarea
        ref={field}
        className="input input-lines inbox-field"
        aria-label={words.composer(talk.name)}
        placeholder={words.composer(talk.name)}
        rows={text === '' ? 2 : Math.min(12, Math.max(5, text.split('\n').length + 1))}
        value={text}
        onFocus={begin}
        // A greeting alone is no draft.
        onBlur={() => isUntouched && text !== '' && draft.drop()}
        onChange={(event) => draft.write(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      {sending.held && (
        <p className="inbox-notice" role="alert">
          <Icon name="lock" size="small" className="c-warn" /> {sending.held}
        </p>
      )}
      <ProblemLine problem={sending.problem} />
      <div className="row g2 wrap">
        {!mayNot && (
          <Button kind="primary" icon="mail" keyHint="Mod+Enter" isBusy={sending.isRunning} disabled={isEmpty} onClick={send}>
            {answer.way?.isByHand ? words.sendByHand : words.send}
          </Button>
        )}
        <Button kind="quiet" icon="lock" onClick={onNote}>
          {words.note}
        </Button>
        {!mayNot && <PutItem talk={talk} draft={draft} field={field} />}
        <span className="grow" />
        <Kept draft={draft} onDrop={draft.drop} />
        {!mayNot && text !== '' && (
          <Tick isOn={isKeptOpen} onChange={keepOpen}>
            {words.keepOpen}
          </Tick>
        )}
      </div>
    </div>
  )
}

/** A note among colleagues, in a ground of its own so that nobody takes it for an answer. */
export function NoteComposer({ talk, onClose }: { talk: Talk; onClose: () => void }) {
  const words = useWords(inboxWords)
  const keep = useKeepTalk()
  const [text, setText] = useState('')
  const act = useAct(noteThread, {
    onDone: (after) => {
      keep(after)
      tell(words.noted, { tone: 'ok' })
      onClose()
    },
  })
  const save = () => act.go({ params: { threadId: talk.id }, body: { words: text } })
  return (
    <div className="inbox-composer inbox-noting">
      <p className="meta">{words.noteHint}</p>
      <textarea
        className="input input-lines inbox-field"
        aria-label={words.note}
        rows={3}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: it was opened to be written in.
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim()) save()
          if (event.key === 'Escape') onClose()
        }}
      />
      <ProblemLine problem={act.problem} />
      <div className="row g2">
        <Button kind="primary" keyHint="Mod+Enter" isBusy={act.isRunning} disabled={text.trim() === ''} onClick={save}>
          {words.saveNote}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </div>
  )
}
