import { useCallback, useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { SampleLoading } from '../../shell/sample.tsx'
import { commands } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { Outside } from './outside.tsx'
import { teamWords } from './words.data.ts'

const importPath = commands.find(({ id }) => id === 'import')?.path

/** How to begin, once the house has its owner. */
export function Begin({ name, house, onGo }: { name: string; house: string; onGo: (path: string) => void }) {
  const words = useWords(teamWords)
  const [isLoading, setLoading] = useState(false)
  const goIn = useCallback(() => onGo('/'), [onGo])
  return (
    <Outside house={house}>
      <div>
        <h1 className="title">{words.hello(name)}</h1>
        <p className="body t2">{words.ready(house)}</p>
      </div>
      {isLoading && <SampleLoading onReady={goIn} />}
      <div className="begin-choices" hidden={isLoading}>
        <button type="button" className="begin-choice" onClick={() => setLoading(true)}>
          <Icon name="eye" size="large" />
          <span className="body strong">{words.withSample}</span>
          <span className="t2">{words.withSampleWhy}</span>
        </button>
        <button type="button" className="begin-choice" onClick={() => onGo(importPath ?? '/')}>
          <Icon name="import" size="large" />
          <span className="body strong">{words.withMine}</span>
          <span className="t2">{words.withMineWhy}</span>
        </button>
      </div>
      <div hidden={isLoading}>
        <Button kind="quiet" className="begin-empty" onClick={() => onGo('/')}>
          {words.empty}
        </Button>
      </div>
    </Outside>
  )
}
