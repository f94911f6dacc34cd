import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { getRegister, loadRegister } from '#rooms/messages/consent/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Field } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { type Answer, keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { SendersPart } from './senders-part.tsx'
import { consentSettingsWords } from './settings-words.data.ts'
import '../../team/asked/asked.css'
import './consent.css'

const FRESH_MS = 24 * 3600_000

type Loaded = Answer<typeof loadRegister>

function Result({ loaded }: { loaded: Loaded }) {
  const words = useWords(consentSettingsWords).register
  const say = useSay()
  return (
    <div role="status" className="stack g1">
      <p className="c-ok">
        <Icon name="check" size="small" /> {words.loaded(say.number(loaded.read), say.number(loaded.numbers))}
      </p>
      {loaded.refused > 0 && (
        <details>
          <summary className="c-warn">{words.refused(say.number(loaded.refused))}</summary>
          <ul className="meta">
            {loaded.refusedLines.map(({ line, why }) => (
              <li key={line} className="num">
                {words.line(say.number(line), words.whys[why] ?? why)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** The house's copy of the do-not-call register and the names it sends under. */
export function RegisterPart() {
  const words = useWords(consentSettingsWords).register
  const say = useSay()
  const queries = useQueryClient()
  const asked = useAsk(getRegister, {})
  const [pasted, setPasted] = useState('')
  const file = useRef<HTMLInputElement>(null)
  const act = useAct(loadRegister, {
    onDone: ({ numbers, loadedAt, loadedByName }) => {
      queries.setQueryData(keyOf(getRegister, {}), { numbers, loadedAt, loadedByName })
      setPasted('')
    },
  })
  const now = asked.data
  const isOld = now?.loadedAt ? Date.now() - Date.parse(now.loadedAt) > FRESH_MS : false
  const load = (chosen: File | undefined) => chosen && act.go({ file: chosen })
  return (
    <>
      <h2 className="section">{words.title}</h2>
      <p className="t2">{words.why}</p>
      {asked.error && !now && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!now && !asked.error && <Skeleton lines={2} height={1.5} />}
      {now && (
        <p className={`consent-register ${now.loadedAt ? 'strong' : 't2'}`}>
          {now.loadedAt
            ? words.holds(
                say.number(now.numbers),
                `${say.clockOf(now.loadedAt)} ${say.date(say.dayOf(now.loadedAt))}`,
                now.loadedByName ?? '',
              )
            : words.none}
        </p>
      )}
      {isOld && (
        <p className="consent-left" role="status">
          <Icon name="clock" /> {words.old}
        </p>
      )}
      <div className="consent-load">
        <input
          ref={file}
          type="file"
          className="unseen"
          tabIndex={-1}
          aria-label={words.load}
          accept=".csv,.txt,text/csv,text/plain"
          onChange={(event) => {
            load(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
        <Button icon="upload" isBusy={act.isRunning} onClick={() => file.current?.click()}>
          {words.load}
        </Button>
        <span className="meta">{words.replaces}</span>
      </div>
      <Field label={words.paste}>
        {(ids) => (
          <textarea
            {...ids}
            className="input num consent-text"
            rows={4}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className="consent-load">
        <Button
          isBusy={act.isRunning}
          disabled={pasted.trim() === ''}
          onClick={() => load(new File([pasted], 'pasted.csv', { type: 'text/csv' }))}
        >
          {words.pasteLoad}
        </Button>
      </div>
      <ProblemLine problem={act.problem} onRetry={act.again} />
      {act.answer && <Result loaded={act.answer} />}
      <SendersPart />
    </>
  )
}
