import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { useWords } from '../../../shell/words.ts'
import { slipWords } from './words.data.ts'

/** Where nothing carries the words, somebody does: they are copied, with the address they go to. */
export function CopyDialog({ copy, onDone, onClose }: { copy: { to: string; text: string }; onDone: () => void; onClose: () => void }) {
  const words = useWords(slipWords)
  const [isCopied, setCopied] = useState(false)
  const write = async () => {
    await navigator.clipboard.writeText(copy.text)
    setCopied(true)
  }
  return (
    <Dialog
      title={words.copyTitle}
      onClose={onClose}
      ends={
        <Button kind="primary" icon="check" onClick={onDone}>
          {words.copyDone}
        </Button>
      }
    >
      {copy.to && <p className="num">{words.copyTo(copy.to)}</p>}
      <p className="slip-said">{copy.text}</p>
      <Button icon={isCopied ? 'check' : 'copy'} onClick={() => void write()} data-autofocus>
        {isCopied ? words.copied : words.copyWords}
      </Button>
    </Dialog>
  )
}
