import { Icon } from '../../kit/icons.tsx'
import { useWords } from '../../shell/words.ts'
import { Outside } from './outside.tsx'
import { teamWords } from './words.data.ts'

/** How to begin, once the house has its owner. */
export function Begin({ name, house, onGo }: { name: string; house: string; onGo: (path: string) => void }) {
  const words = useWords(teamWords)
  return (
    <Outside house={house}>
      <div>
        <h1 className="title">{words.hello(name)}</h1>
        <p className="body t2">{words.ready(house)}</p>
      </div>
      <div className="begin-choices">
        <button type="button" className="begin-choice" onClick={() => onGo('/')}>
          <Icon name="home" size="large" />
          <span className="body strong">{words.empty}</span>
        </button>
      </div>
    </Outside>
  )
}
