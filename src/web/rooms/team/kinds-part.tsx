import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { listTouchpointKinds, saveTouchpointKind } from '#rooms/touchpoints/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Icon, type IconName, isIcon } from '../../kit/icons.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { type Answer, call, keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { AskedList, useNameOf, useRetire, withOne } from './asked/asked-list.tsx'
import { NamesFields, namesToSave } from './asked/names.tsx'
import { keyFrom } from './asked/naming.ts'
import { askedWords } from './asked/words.data.ts'

type Listed = Answer<typeof listTouchpointKinds>
type Kind = Listed['kinds'][number]
const listed = keyOf(listTouchpointKinds, {})

const offered = Object.keys(askedWords.vi.kinds.icons).filter(isIcon)
const iconOf = ({ icon }: Pick<Kind, 'icon'>): IconName => (isIcon(icon) ? icon : 'note')

const useKeep = () => {
  const queries = useQueryClient()
  return (one: Kind) => queries.setQueryData<Listed>(listed, (all) => all && { kinds: withOne(all.kinds, one) })
}

const send = ({ key, nameVi, nameEn, icon, isRetired, version }: Kind): Promise<Kind> =>
  call(saveTouchpointKind, { params: { key }, body: { nameVi, nameEn, icon, isRetired, version } })

function IconField({ value, onChange }: { value: IconName; onChange: (icon: IconName) => void }) {
  const words = useWords(askedWords).kinds
  const name = useId()
  const shown = offered.includes(value) ? offered : [value, ...offered]
  return (
    <fieldset className="asked-icons">
      <legend className="field-label">{words.icon}</legend>
      {shown.map((icon) => (
        <label key={icon} className="asked-icon" title={words.icons[icon as keyof typeof words.icons]}>
          <input
            type="radio"
            className="unseen"
            name={name}
            checked={icon === value}
            aria-label={words.icons[icon as keyof typeof words.icons] ?? icon}
            onChange={() => onChange(icon)}
          />
          <Icon name={icon} />
        </label>
      ))}
    </fieldset>
  )
}

function KindDialog({ kind, taken, onClose }: { kind: Kind | undefined; taken: readonly string[]; onClose: () => void }) {
  const words = useWords(askedWords)
  const kit = useWords(kitWords)
  const nameOf = useNameOf()
  const keep = useKeep()
  const [names, setNames] = useState({ nameVi: kind?.nameVi ?? '', nameEn: kind?.nameEn ?? '' })
  const [icon, setIcon] = useState<IconName>(kind ? iconOf(kind) : 'note')
  const [isTried, setTried] = useState(false)
  const act = useAct(saveTouchpointKind, {
    onDone: (saved) => {
      keep(saved)
      tell(words.saved(nameOf(saved)), { tone: 'ok' })
      onClose()
    },
  })
  const submit = () => {
    setTried(true)
    const both = namesToSave(names)
    if (!both) return
    const key = kind?.key ?? keyFrom(both.nameVi, taken)
    act.go({ params: { key }, body: { ...both, icon, ...(kind ? { version: kind.version, isRetired: kind.isRetired } : {}) } })
  }
  return (
    <Dialog
      title={kind ? words.kinds.editTitle : words.kinds.add}
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning}>
            {words.save}
          </Button>
        </>
      }
    >
      <NamesFields names={names} onChange={setNames} isTried={isTried} />
      <IconField value={icon} onChange={setIcon} />
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

/** What a line of the timeline can be in this house. */
export function KindsPart() {
  const words = useWords(askedWords)
  const { language } = useSay()
  const asked = useAsk(listTouchpointKinds, {})
  const keep = useKeep()
  const retire = useRetire(keep, send)
  const [open, setOpen] = useState<Kind | 'new'>()
  return (
    <>
      <AskedList
        words={words.kinds}
        icon={iconOf}
        about={({ nameVi, nameEn }) => (language === 'vi' ? <span lang="en">{nameEn}</span> : <span lang="vi">{nameVi}</span>)}
        asked={{ data: asked.data?.kinds, error: asked.error, refetch: asked.refetch }}
        onAdd={() => setOpen('new')}
        onOpen={setOpen}
        onRetire={retire}
      />
      {open && (
        <KindDialog
          kind={open === 'new' ? undefined : open}
          taken={['order', ...(asked.data?.kinds ?? []).map(({ key }) => key)]}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  )
}
