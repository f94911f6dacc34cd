import { useEffect } from 'react'
import { useLocation, useRoute } from 'wouter'
import { type Tab, TabPanel, Tabs } from '../../kit/tabs.tsx'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { ModelPart } from '../loyalty/model-part.tsx'
import { DoorsPart } from '../messages/consent/doors-part.tsx'
import { RegisterPart } from '../messages/consent/register-part.tsx'
import { TopicsPart } from '../messages/consent/topics-part.tsx'
import { MailPart } from '../messages/mail/mail-part.tsx'
import { HoursPart } from '../promises/settings/hours-part.tsx'
import { StandardsPart } from '../promises/settings/standards-part.tsx'
import { AuditPart } from './audit-part.tsx'
import { FieldsPart } from './fields-part.tsx'
import { GroupsPart } from './groups-part.tsx'
import { HousePart } from './house-part.tsx'
import { KindsPart } from './kinds-part.tsx'
import { MinePart } from './mine/mine-part.tsx'
import { SignInPart } from './mine/sign-in-part.tsx'
import { PeoplePart } from './people-part.tsx'
import { TokensPart } from './tokens-part.tsx'
import { teamWords } from './words.data.ts'
import './settings.css'

const parts = [
  'house',
  'hours',
  'standards',
  'kinds',
  'groups',
  'fields',
  'model',
  'mail',
  'topics',
  'doors',
  'register',
  'people',
  'tokens',
  'audit',
  'mine',
  'password',
] as const
type Part = (typeof parts)[number]

const panels: Record<Part, () => React.ReactNode> = {
  house: HousePart,
  hours: HoursPart,
  standards: StandardsPart,
  kinds: KindsPart,
  groups: GroupsPart,
  fields: FieldsPart,
  model: ModelPart,
  mail: MailPart,
  topics: TopicsPart,
  doors: DoorsPart,
  register: RegisterPart,
  people: PeoplePart,
  tokens: TokensPart,
  audit: AuditPart,
  mine: MinePart,
  password: SignInPart,
}

/** The rules of the house, and one's own. A role sees only the parts it may change. */
export default function Settings() {
  const words = useWords(teamWords)
  const may = useMay()
  const [, navigate] = useLocation()
  const [, params] = useRoute('/settings/:part?')
  const mine = parts.filter((part) =>
    ['house', 'hours', 'standards', 'kinds', 'groups', 'fields', 'model', 'mail', 'register'].includes(part)
      ? may('house.settings')
      : part === 'topics' || part === 'doors'
        ? may('messages.send')
        : part === 'people' || part === 'tokens'
          ? may('house.people')
          : part === 'audit'
            ? may('house.audit')
            : true,
  )
  const part = mine.find((one) => one === params?.part) ?? mine[0] ?? 'mine'
  const tabs: Tab<Part>[] = mine.map((value) => ({ value, words: words.parts[value] }))
  const Panel = panels[part]
  useEffect(() => {
    // On a phone the tabs run out of the screen; the one that is open comes into it.
    document.getElementById(`settings-${part}`)?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [part])
  return (
    <>
      <header className="page-head settings-head">
        <h1 className="title">{words.settings}</h1>
      </header>
      <Tabs id="settings" label={words.settings} tabs={tabs} value={part} onChange={(to) => navigate(`/settings/${to}`)} />
      <div className="frame-page" data-scrolls>
        <TabPanel id="settings" value={part} className="settings-panel">
          <Panel />
        </TabPanel>
      </div>
    </>
  )
}
