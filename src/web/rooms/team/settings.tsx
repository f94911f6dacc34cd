import { useLocation, useRoute } from 'wouter'
import { type Tab, TabPanel, Tabs } from '../../kit/tabs.tsx'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { HousePart } from './house-part.tsx'
import { LookPart } from './look-part.tsx'
import { PasswordPart } from './password-part.tsx'
import { PeoplePart } from './people-part.tsx'
import { TokensPart } from './tokens-part.tsx'
import { teamWords } from './words.data.ts'
import './settings.css'

const parts = ['house', 'people', 'tokens', 'mine', 'password'] as const
type Part = (typeof parts)[number]

const panels: Record<Part, () => React.ReactNode> = {
  house: HousePart,
  people: PeoplePart,
  tokens: TokensPart,
  mine: LookPart,
  password: PasswordPart,
}

/** The rules of the house, and one's own. A role sees only the parts it may change. */
export default function Settings() {
  const words = useWords(teamWords)
  const may = useMay()
  const [, navigate] = useLocation()
  const [, params] = useRoute('/settings/:part?')
  const mine = parts.filter((part) =>
    part === 'house' ? may('house.settings') : part === 'people' || part === 'tokens' ? may('house.people') : true,
  )
  const part = mine.find((one) => one === params?.part) ?? mine[0] ?? 'mine'
  const tabs: Tab<Part>[] = mine.map((value) => ({ value, words: words.parts[value] }))
  const Panel = panels[part]
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
