import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { CopyText } from '../../../kit/states.tsx'
import { useSay } from '../../../shell/say.ts'
import { useHouse } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { Qr } from '../../team/mine/qr.tsx'
import type { Door } from './door-dialog.tsx'
import { consentSettingsWords } from './settings-words.data.ts'

/** The card that stands at the counter or lies in the room: A6, in both languages, nothing else on the paper. */
export function DoorCard({ door, address, onClose }: { door: Door; address: string; onClose: () => void }) {
  const words = useWords(consentSettingsWords).doors
  const { name } = useHouse()
  const say = useSay()
  const { vi, en } = consentSettingsWords
  const monthly = say.number(door.monthly)
  return (
    <Dialog
      title={words.card}
      onClose={onClose}
      ends={
        <Button kind="primary" onClick={() => window.print()}>
          {words.printNow}
        </Button>
      }
    >
      <article className="door-card">
        <h3 lang="vi" className="door-card-title">
          {vi.doors.cardTitle(name)}
        </h3>
        <Qr text={address} label={words.qr(door.label)} />
        <p lang="vi">{vi.doors.cardWords(monthly)}</p>
        <p lang="en" className="door-card-other">
          {en.doors.cardWords(monthly)}
        </p>
        <p className="num door-card-address">{address.replace(/^https?:\/\//, '')}</p>
      </article>
    </Dialog>
  )
}

/** A link for the house's own website. */
export function DoorSnippet({ address, onClose }: { address: string; onClose: () => void }) {
  const words = useWords(consentSettingsWords).doors
  const { name } = useHouse()
  const snippet = `<a href="${address}">${words.embedWords(name.replace(/[&<>"]/g, ''))}</a>`
  return (
    <Dialog title={words.embed} onClose={onClose}>
      <p className="t2">{words.embedWhy}</p>
      <pre className="door-snippet">{snippet}</pre>
      <CopyText text={snippet} label={words.copy} isLarge />
    </Dialog>
  )
}
