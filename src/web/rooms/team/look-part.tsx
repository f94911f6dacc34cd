import { Button } from '../../kit/button.tsx'
import { Segmented, Toggle } from '../../kit/field.tsx'
import { useLook } from '../../shell/look.ts'
import { useSay } from '../../shell/say.ts'
import { useChangeLook } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { Setting } from './setting.tsx'
import { teamWords } from './words.data.ts'

/** One's own language and look; every change is seen at once. */
export function LookPart() {
  const words = useWords(teamWords)
  const look = useLook()
  const change = useChangeLook()
  const say = useSay()
  const resize = (by: number) => void change({ textSize: Math.min(150, Math.max(90, look.textSize + by)) })
  return (
    <>
      <p className="t2">{words.mineWhy}</p>
      <Setting title={words.language}>
        <Segmented
          label={words.language}
          value={look.language}
          onChange={(language) => void change({ language })}
          choices={[
            { value: 'vi', words: words.vietnamese },
            { value: 'en', words: words.english },
          ]}
        />
      </Setting>
      <Setting title={words.theme}>
        <Segmented
          label={words.theme}
          value={look.theme}
          onChange={(theme) => void change({ theme })}
          choices={[
            { value: 'light', words: words.light, icon: 'sun' },
            { value: 'dark', words: words.dark, icon: 'moon' },
            { value: 'system', words: words.system, icon: 'screen' },
          ]}
        />
      </Setting>
      <Setting title={words.density}>
        <Segmented
          label={words.density}
          value={look.density}
          onChange={(density) => void change({ density })}
          choices={[
            { value: 'comfortable', words: words.comfortable },
            { value: 'compact', words: words.compact },
          ]}
        />
      </Setting>
      <Setting title={words.textSize}>
        <div className="row g2">
          <Button onClick={() => resize(-10)} disabled={look.textSize <= 90} aria-label={`A− ${words.smaller}`}>
            A−
          </Button>
          <span className="num setting-size" role="status">
            {say.percent(look.textSize / 100, 0)}
          </span>
          <Button onClick={() => resize(10)} disabled={look.textSize >= 150} aria-label={`A+ ${words.larger}`}>
            A+
          </Button>
        </div>
      </Setting>
      <Setting title={words.singleKeys} why={words.singleKeysWhy}>
        <Toggle isOn={look.singleKeys} onChange={(singleKeys) => void change({ singleKeys })}>
          <span className="unseen">{words.singleKeys}</span>
        </Toggle>
      </Setting>
    </>
  )
}
