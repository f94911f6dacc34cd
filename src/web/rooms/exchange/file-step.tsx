import { useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { getImport, type ImportSubject, importSubjects, listImports } from '#rooms/exchange/contract.ts'
import { Button } from '../../kit/button.tsx'
import { TextField } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { say as announce } from '../../kit/toasts.tsx'
import { oneOf, text, useAddress } from '../../shell/address.ts'
import { keyOf } from '../../shell/api.ts'
import { type Problem, problemFrom } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { exampleOf, subjectIcons } from './example.data.ts'
import { FileRefused } from './file-refused.tsx'
import { StepHeading } from './foot.tsx'
import { LatestImports } from './latest.tsx'
import { type Sent, saveAs, sendFile } from './upload.ts'
import { importWords } from './words.data.ts'

const address = { subject: oneOf(importSubjects, 'customers'), source: text() }

type Sending = { name: string; sent: Sent; stop: () => void }

/** Sends a file, and opens its import once the server has read it. */
function useSending(subject: ImportSubject, source: string) {
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [sending, setSending] = useState<Sending>()
  const [refused, setRefused] = useState<{ name: string; problem: Problem }>()
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])
  const send = async (file: File) => {
    const aborter = new AbortController()
    stop.current = aborter
    setRefused(undefined)
    const shown = { name: file.name, stop: () => aborter.abort() }
    setSending({ ...shown, sent: { done: 0, all: file.size } })
    try {
      const it = await sendFile(
        file,
        { subject, ...(source.trim() ? { source: source.trim() } : {}) },
        (sent) => setSending({ ...shown, sent }),
        aborter.signal,
      )
      queries.setQueryData(keyOf(getImport, { params: { importId: it.id } }), it)
      void queries.invalidateQueries({ queryKey: keyOf(listImports) })
      navigate(`/customers/import/${it.id}?step=${it.refusal ? 'file' : 'columns'}`)
    } catch (error) {
      if (!aborter.signal.aborted) setRefused({ name: file.name, problem: problemFrom(error) })
    }
    setSending(undefined)
  }
  return { sending, refused, send }
}

const size = (bytes: number, say: ReturnType<typeof useSay>) =>
  bytes < 1e6 ? `${say.number(bytes / 1e3, 0)} kB` : `${say.number(bytes / 1e6, 1)} MB`

function Progress({ sending: { name, sent, stop } }: { sending: Sending }) {
  const words = useWords(importWords).file
  const say = useSay()
  const isRead = sent.done >= sent.all
  return (
    <div className="drop drop-busy">
      <p className="body strong cut" role="status">
        {isRead ? words.reading : words.sending(name)}
      </p>
      <progress className="bar" aria-label={words.sending(name)} {...(isRead ? {} : { value: sent.done, max: sent.all })} />
      <div className="row g4">
        <span className="meta num grow">{words.sent(size(sent.done, say), size(sent.all, say))}</span>
        <Button onClick={stop}>{words.stop}</Button>
      </div>
    </div>
  )
}

function DropZone({ onFile, isFirst }: { onFile: (file: File) => void; isFirst: boolean }) {
  const words = useWords(importWords).file
  const [isOver, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (!file) return
    if (files.length > 1) announce(words.onlyOne)
    onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a button beside it that does the same.
    <div
      className={`drop ${isOver ? 'drop-over' : ''} ${isFirst ? '' : 'drop-low'}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={drop}
    >
      <span className="drop-icon">
        <Icon name="upload" size="large" />
      </span>
      <p className="body strong">{isOver ? words.dropNow : words.drop}</p>
      <p className="meta">{words.kinds}</p>
      <Button kind="primary" size="large" icon="file" onClick={() => input.current?.click()}>
        {isFirst ? words.choose : words.again}
      </Button>
      <input
        ref={input}
        type="file"
        className="unseen"
        tabIndex={-1}
        aria-hidden="true"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}

function Subjects({ value, onChange }: { value: ImportSubject; onChange: (subject: ImportSubject) => void }) {
  const words = useWords(importWords).file
  return (
    <fieldset className="subjects">
      <legend className="strong">{words.what}</legend>
      {importSubjects.map((subject) => (
        <label key={subject} className="subject">
          <input type="radio" name="subject" className="unseen" checked={subject === value} onChange={() => onChange(subject)} />
          <span className="subject-face">
            <Icon name={subjectIcons[subject]} />
            <span>
              <span className="strong subject-name">{words.subjects[subject]}</span>
              <span className="meta">{words.subjectsWhy[subject]}</span>
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** Step one: what it is, where it is from, and the file itself. */
export function FileStep() {
  const words = useWords(importWords).file
  const say = useSay()
  const [{ subject, source }, change] = useAddress(address)
  const { sending, refused, send } = useSending(subject, source)
  return (
    <div className="wiz-body" data-scrolls>
      <StepHeading step="file">{words.heading}</StepHeading>
      <div className="file-both">
        <div className="stack g6">
          <Subjects value={subject} onChange={(next) => change({ subject: next }, { isQuiet: true })} />
          {refused && !sending && <FileRefused name={refused.name} problem={refused.problem} />}
          {sending ? <Progress sending={sending} /> : <DropZone onFile={(file) => void send(file)} isFirst={!refused} />}
          <p className="t2 file-safe">
            <Icon name="lock" className="t3" /> {words.safe}
          </p>
        </div>
        <aside className="stack g6">
          {/* Goods are known by their names, whichever program lists them. */}
          {subject !== 'catalogue' && (
            <TextField
              label={words.source}
              placeholder={words.sourcePlaceholder}
              hint={words.sourceWhy}
              value={source}
              maxLength={60}
              autoComplete="off"
              onText={(next) => change({ source: next }, { isQuiet: true })}
            />
          )}
          <div>
            <Button icon="import" onClick={() => saveAs(words.exampleName[subject], exampleOf(subject, say.language))}>
              {words.example}
            </Button>
          </div>
          <LatestImports />
        </aside>
      </div>
    </div>
  )
}
