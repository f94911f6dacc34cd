import { useQueryClient } from '@tanstack/react-query'
import { getMailSettings, testMail } from '#rooms/messages/mail/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { State } from '../../../kit/chip.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { keyOf, useAct } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import type { MailSettings } from './draft.ts'
import { mailWords } from './words.data.ts'

type Tried = NonNullable<MailSettings['tested']>

function Said({ tried }: { tried: Tried }) {
  const words = useWords(mailWords)
  const say = useSay()
  return (
    <div className="stack g2" role="status">
      <State tone={tried.isWell ? 'ok' : 'danger'} icon={tried.isWell ? 'check' : 'warning'} isStrong>
        {tried.isWell ? words.trialWell(tried.to) : words.trialIll}
      </State>
      {tried.fault && <p className="mail-said">{tried.fault}</p>}
      {tried.mailbox && (
        <State tone={tried.mailbox.isWell ? 'ok' : 'danger'} icon={tried.mailbox.isWell ? 'check' : 'warning'}>
          {tried.mailbox.isWell ? words.mailboxWell(say.number(tried.mailbox.count ?? 0)) : words.mailboxIll}
        </State>
      )}
      {tried.mailbox?.fault && <p className="mail-said">{tried.mailbox.fault}</p>}
      {tried.lines.length > 0 && (
        <details>
          <summary className="link">{words.trialSaid}</summary>
          <ol className="mail-dialogue">
            {tried.lines.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a dialogue have no other name.
              <li key={at} className={`mail-line-${line.by}`}>
                <span className="mail-by">{words.says[line.by]}</span> <span>{line.words}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
      <p className="meta">{words.trialAt(`${say.clockOf(tried.at)} ${say.date(say.dayOf(tried.at))}`)}</p>
    </div>
  )
}

/** A real letter to oneself, and what the server truly said. */
export function Trial({ settings }: { settings: MailSettings }) {
  const words = useWords(mailWords)
  const queries = useQueryClient()
  const act = useAct(testMail, { onDone: () => void queries.invalidateQueries({ queryKey: keyOf(getMailSettings) }) })
  const tried = act.answer ?? settings.tested
  return (
    <section className="mail-section">
      <h3 className="strong">{words.trial}</h3>
      <p className="t2">{words.trialWhy}</p>
      <div className="row">
        <Button icon="message" isBusy={act.isRunning} onClick={() => act.go({ body: {} })}>
          {words.trialGo}
        </Button>
      </div>
      <ProblemLine problem={act.problem} />
      {tried && <Said tried={tried} />}
    </section>
  )
}
