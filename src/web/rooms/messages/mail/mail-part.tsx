import { getMailSettings } from '#rooms/messages/mail/contract.ts'
import { Icon } from '../../../kit/icons.tsx'
import { ErrorState, Skeleton } from '../../../kit/states.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { ZaloPart } from '../zalo/zalo-part.tsx'
import { Domain } from './domain.tsx'
import type { MailSettings } from './draft.ts'
import { SettingsForm } from './settings-form.tsx'
import { Trial } from './trial.tsx'
import { mailWords } from './words.data.ts'
import './mail.css'

/** Whether letters leave by themselves: the first thing to know here. */
function Mode({ settings }: { settings: MailSettings }) {
  const words = useWords(mailWords)
  const isByHand = settings.mode === 'copy-and-print'
  return (
    <div className={`mail-mode ${isByHand ? 'mail-mode-by-hand' : ''}`} role="status">
      <Icon name={isByHand ? 'copy' : 'check'} />
      <div>
        <p className="strong">{isByHand ? words.byHand : words.byServer(settings.smtp?.host ?? '')}</p>
        <p className="t2">{isByHand ? words.byHandWhy : words.byServerWhy}</p>
      </div>
    </div>
  )
}

/** What came in and waits, and what could not be read. */
function CameIn({ inbound }: { inbound: MailSettings['inbound'] }) {
  const words = useWords(mailWords)
  const say = useSay()
  return (
    <section className="mail-section">
      <h3 className="strong">{words.inbound}</h3>
      <p className="meta">
        {inbound.readAt ? words.readAt(`${say.clockOf(inbound.readAt)} ${say.date(say.dayOf(inbound.readAt))}`) : words.unread}
      </p>
      {inbound.fault && (
        <div className="stack g1">
          <p className="c-danger">{words.fault}</p>
          <p className="mail-said">{inbound.fault}</p>
        </div>
      )}
      {inbound.waiting > 0 && <p>{words.waiting(say.number(inbound.waiting))}</p>}
      {inbound.faulty.length > 0 && (
        <>
          <p>{words.faulty(say.number(inbound.faulty.length))}</p>
          <ul className="mail-checks">
            {inbound.faulty.map((one) => (
              <li key={one.id} className="mail-check">
                <span className="num">{say.date(say.dayOf(one.cameAt))}</span>{' '}
                <span className="t2">
                  {words.bytes(say.number(Math.ceil(one.size / 1024)))} · {words.faults[one.fault] ?? one.fault}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** How the house's mail goes out and comes in. */
export function MailPart() {
  const words = useWords(mailWords)
  const asked = useAsk(getMailSettings, {})
  const settings = asked.data
  if (asked.error && !settings) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!settings) return <Skeleton lines={10} height={2.5} />
  return (
    <div className="mail-part">
      <h2 className="section">{words.title}</h2>
      <Mode settings={settings} />
      <SettingsForm key={settings.version} settings={settings} />
      {settings.smtp && <Trial settings={settings} />}
      {settings.smtp && <Domain settings={settings} />}
      {settings.imap && <CameIn inbound={settings.inbound} />}
      <ZaloPart />
    </div>
  )
}
