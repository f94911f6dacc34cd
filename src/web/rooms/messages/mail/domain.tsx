import { useQueryClient } from '@tanstack/react-query'
import { checkDomain, getMailSettings, makeDkimKey } from '#rooms/messages/mail/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { State } from '../../../kit/chip.tsx'
import { CopyText, ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { type Answer, keyOf, useAct } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import type { MailSettings } from './draft.ts'
import { mailWords } from './words.data.ts'

type Check = Answer<typeof checkDomain>['checks'][number]
type DnsRecord = NonNullable<Check['put']>

const looks = {
  ok: { tone: 'ok', icon: 'check' },
  missing: { tone: 'warn', icon: 'none' },
  wrong: { tone: 'danger', icon: 'warning' },
  unanswered: { tone: 'warn', icon: 'offline' },
} as const

/** A record as it is to be typed where the domain is managed. */
function PutThis({ record }: { record: DnsRecord }) {
  const words = useWords(mailWords)
  return (
    <div className="mail-record">
      <span className="meta">{words.put(record.type)}</span>
      <CopyText text={record.name} label={words.copyName} isLarge />
      <CopyText text={record.value} label={words.copyValue} isLarge />
    </div>
  )
}

function CheckLine({ check }: { check: Check }) {
  const words = useWords(mailWords)
  const look = looks[check.state]
  return (
    <li className="mail-check">
      <div className="row g2 wrap">
        <span className="strong grow">{words.kinds[check.kind]}</span>
        <State tone={look.tone} icon={look.icon}>
          {words.states[check.state]}
        </State>
      </div>
      {check.found.length > 0 && (
        <p className="meta mail-said">
          {words.found}: {check.found.join(' · ')}
        </p>
      )}
      {check.put && <PutThis record={check.put} />}
    </li>
  )
}

function Key({ dkim, isShown }: { dkim: MailSettings['dkim']; isShown: boolean }) {
  const words = useWords(mailWords)
  const queries = useQueryClient()
  const make = useAct(makeDkimKey, {
    onDone: (answer) => {
      queries.setQueryData(keyOf(getMailSettings, {}), answer)
      tell(words.keyMade, { tone: 'ok' })
    },
  })
  return (
    <div className="stack g2">
      <h4 className="strong">{words.key}</h4>
      <p className="t2">{dkim ? (dkim.isSeen ? words.keySigns(dkim.selector) : words.keyWaits) : words.keyNone}</p>
      {dkim && !dkim.isSeen && !isShown && <PutThis record={dkim.record} />}
      <div className="row">
        <Button icon="key" isBusy={make.isRunning} onClick={() => make.go({ body: {} })}>
          {dkim ? words.keyRenew : words.keyMake}
        </Button>
      </div>
      <ProblemLine problem={make.problem} />
    </div>
  )
}

/** What stands in DNS of the sender's domain, and what should. */
export function Domain({ settings }: { settings: MailSettings }) {
  const words = useWords(mailWords)
  const queries = useQueryClient()
  const check = useAct(checkDomain, { onDone: () => void queries.invalidateQueries({ queryKey: keyOf(getMailSettings) }) })
  return (
    <section className="mail-section">
      <h3 className="strong">{words.domain}</h3>
      <p className="t2">{words.domainWhy}</p>
      <div className="row">
        <Button icon="globe" isBusy={check.isRunning} onClick={() => check.go({ body: {} })}>
          {words.domainGo}
        </Button>
      </div>
      <ProblemLine problem={check.problem} />
      {check.answer && (
        <ul className="mail-checks">
          {check.answer.checks.map((one) => (
            <CheckLine key={one.kind} check={one} />
          ))}
        </ul>
      )}
      <Key dkim={settings.dkim} isShown={check.answer?.checks.some(({ kind, put }) => kind === 'dkim' && put) ?? false} />
    </section>
  )
}
