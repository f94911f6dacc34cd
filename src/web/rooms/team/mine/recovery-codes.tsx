import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { useHouse, useMe } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { ownWords } from './words.data.ts'

/** Ten codes, this once: to copy or to print. On paper only the sheet itself stands. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const words = useWords(ownWords)
  const house = useHouse()
  const me = useMe()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    setCopied(true)
  }
  return (
    <>
      <p className="body">{words.codesWhy}</p>
      <section className="recovery-sheet">
        <h3 className="strong recovery-title">{words.codesSheet(house.name, me.name)}</h3>
        <ol className="recovery-codes num">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </section>
      <div className="row g2 wrap">
        <Button icon={isCopied ? 'check' : 'copy'} onClick={() => void copy()}>
          {isCopied ? words.copied : words.copyCodes}
        </Button>
        <Button icon="file" onClick={() => print()}>
          {words.print}
        </Button>
        <span className="unseen" role="status">
          {isCopied ? words.copied : ''}
        </span>
      </div>
    </>
  )
}
