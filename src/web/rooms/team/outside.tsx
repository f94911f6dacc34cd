import type { ReactNode } from 'react'
import { Segmented } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { setLook, useLook } from '../../shell/look.ts'
import { useWords } from '../../shell/words.ts'
import { teamWords } from './words.data.ts'
import './outside.css'

/** The page around the doors: first start and sign-in. Language and look can be chosen before anyone is known. */
export function Outside({ house, children }: { house: string; children: ReactNode }) {
  const words = useWords(teamWords)
  const look = useLook()
  return (
    <div className="outside" data-scrolls>
      <header className="outside-top">
        <span className="house-mark">
          <Icon name="home" />
        </span>
        <span className="body strong grow cut">{house}</span>
        <Segmented
          label={words.language}
          value={look.language}
          onChange={(language) => setLook({ language })}
          choices={[
            { value: 'vi', words: 'Tiếng Việt' },
            { value: 'en', words: 'English' },
          ]}
        />
        <button
          type="button"
          className="button button-quiet button-icon"
          aria-label={`${words.theme}: ${words[look.theme]}`}
          onClick={() => setLook({ theme: ({ system: 'light', light: 'dark', dark: 'system' } as const)[look.theme] })}
        >
          <Icon name={({ system: 'screen', light: 'sun', dark: 'moon' } as const)[look.theme]} />
        </button>
      </header>
      <main className="outside-main">{children}</main>
    </div>
  )
}
