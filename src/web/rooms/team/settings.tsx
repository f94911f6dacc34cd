import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Link, useRoute } from 'wouter'
import type { Permission } from '#values/rights.ts'
import { Icon } from '../../kit/icons.tsx'
import { useIsPhone } from '../../kit/phone.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { PlaybooksPart } from '../care/playbooks/playbooks-part.tsx'
import { RhythmPart } from '../care/rhythm-part.tsx'
import { CataloguePart } from '../catalogue/catalogue-part.tsx'
import { ModelPart } from '../loyalty/model-part.tsx'
import { DoorsPart } from '../messages/consent/doors-part.tsx'
import { RegisterPart } from '../messages/consent/register-part.tsx'
import { TopicsPart } from '../messages/consent/topics-part.tsx'
import { MailPart } from '../messages/mail/mail-part.tsx'
import { HoursPart } from '../promises/settings/hours-part.tsx'
import { StandardsPart } from '../promises/settings/standards-part.tsx'
import { MapPart } from '../satisfaction/map/map-part.tsx'
import { AuditPart } from './audit-part.tsx'
import { FieldsPart } from './fields-part.tsx'
import { GroupsPart } from './groups-part.tsx'
import { HousePart } from './house-part.tsx'
import { KindsPart } from './kinds-part.tsx'
import { MinePart } from './mine/mine-part.tsx'
import { SignInPart } from './mine/sign-in-part.tsx'
import { PeoplePart } from './people-part.tsx'
import { settingsWords } from './settings-words.data.ts'
import { TokensPart } from './tokens-part.tsx'
import './settings.css'
import './settings-sections.css'

type Section = { under: keyof typeof settingsWords.vi.heads; needs?: Permission; Panel: () => React.ReactNode }

/** Every section under its heading, in the order in which they are read. */
const sections = {
  house: { under: 'house', needs: 'house.settings', Panel: HousePart },
  hours: { under: 'house', needs: 'house.settings', Panel: HoursPart },
  standards: { under: 'house', needs: 'house.settings', Panel: StandardsPart },
  rhythm: { under: 'house', needs: 'house.settings', Panel: RhythmPart },
  catalogue: { under: 'house', needs: 'catalogue.write', Panel: CataloguePart },
  playbooks: { under: 'house', needs: 'house.settings', Panel: PlaybooksPart },
  map: { under: 'house', needs: 'house.settings', Panel: MapPart },
  kinds: { under: 'house', needs: 'house.settings', Panel: KindsPart },
  groups: { under: 'house', needs: 'house.settings', Panel: GroupsPart },
  mail: { under: 'messages', needs: 'house.settings', Panel: MailPart },
  topics: { under: 'messages', needs: 'messages.send', Panel: TopicsPart },
  doors: { under: 'messages', needs: 'messages.send', Panel: DoorsPart },
  register: { under: 'messages', needs: 'house.settings', Panel: RegisterPart },
  people: { under: 'people', needs: 'house.people', Panel: PeoplePart },
  audit: { under: 'people', needs: 'house.audit', Panel: AuditPart },
  fields: { under: 'data', needs: 'house.settings', Panel: FieldsPart },
  model: { under: 'data', needs: 'house.settings', Panel: ModelPart },
  tokens: { under: 'data', needs: 'house.people', Panel: TokensPart },
  mine: { under: 'own', Panel: MinePart },
  password: { under: 'own', Panel: SignInPart },
} satisfies Record<keyof typeof settingsWords.vi.sections, Section>
type Name = keyof typeof sections
const names = Object.keys(sections).filter((name): name is Name => name in sections)
const sectionOf = (name: Name): Section => sections[name]
const heads = [...new Set(names.map((name) => sectionOf(name).under))]

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => (at === last ? 0 : at + 1),
  ArrowUp: (at, last) => (at <= 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
}

/** The arrows walk from section to section; each is a link, so that Tab, Enter and a new window do what they do everywhere. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
  const at = links.findIndex((link) => link.contains(document.activeElement))
  event.preventDefault()
  links[step(at, links.length - 1)]?.focus()
}

/** The sections under their headings: beside what is open, or on a telephone a page of its own that says what each holds. */
function Sections({ mine, open, isPage }: { mine: readonly Name[]; open: Name | undefined; isPage: boolean }) {
  const words = useWords(settingsWords)
  return (
    <nav className={isPage ? 'sections is-page' : 'sections'} aria-label={words.title} data-scrolls onKeyDown={walk}>
      <h1 className="title sections-title">{words.title}</h1>
      {heads
        .map((head) => ({ head, here: mine.filter((name) => sectionOf(name).under === head) }))
        .filter(({ here }) => here.length > 0)
        .map(({ head, here }) => (
          <section key={head} className="sections-group" aria-labelledby={`sections-${head}`}>
            <h2 className="meta" id={`sections-${head}`}>
              {words.heads[head]}
            </h2>
            <ul>
              {here.map((name) => (
                <li key={name}>
                  <Link
                    href={`/settings/${name}`}
                    id={`settings-${name}`}
                    className="sections-line"
                    aria-current={name === open ? 'page' : undefined}
                  >
                    <span className="grow">
                      {words.sections[name].name}
                      {isPage && <span className="meta sections-holds">{words.sections[name].holds}</span>}
                    </span>
                    {isPage && <Icon name="right" size="small" />}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </nav>
  )
}

/** The rules of the house, and one's own. A role sees only the sections it may change. */
export default function Settings() {
  const words = useWords(settingsWords)
  const may = useMay()
  const isPhone = useIsPhone()
  const [, params] = useRoute('/settings/:part?')
  const mine = names.filter((name) => {
    const { needs } = sectionOf(name)
    return !needs || may(needs)
  })
  const asked = mine.find((name) => name === params?.part)
  const open = asked ?? (isPhone && params?.part === undefined ? undefined : (mine[0] ?? 'mine'))
  const last = useRef(open)
  useEffect(() => {
    // Who comes back to the list finds it where they left it.
    if (!open && last.current) document.getElementById(`settings-${last.current}`)?.focus()
    else if (open && !isPhone) document.getElementById(`settings-${open}`)?.scrollIntoView({ block: 'nearest' })
    last.current = open ?? last.current
  }, [open, isPhone])
  if (!open) return <Sections mine={mine} open={undefined} isPage />
  const { Panel } = sectionOf(open)
  return (
    <div className="settings">
      {!isPhone && <Sections mine={mine} open={open} isPage={false} />}
      <div key={open} className="frame-page" data-scrolls>
        {isPhone && (
          <header className="settings-back">
            <Link href="/settings" className="settings-up">
              <Icon name="left" />
              {words.title}
            </Link>
            <h1 className="cut">{words.sections[open].name}</h1>
          </header>
        )}
        <div className="settings-panel">
          <Panel />
        </div>
      </div>
    </div>
  )
}
