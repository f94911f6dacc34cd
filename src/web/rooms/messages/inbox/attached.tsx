import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import type { Entry } from './talk-data.ts'
import { inboxWords } from './words.data.ts'

type File = Entry['attachments'][number]

const MEGABYTE = 1024 * 1024

/** Fetches a file as a link would: the browser saves it and stays where it is. */
function fetchFile({ path, name }: File): void {
  if (!path) return
  const link = document.createElement('a')
  link.href = path
  link.download = name
  link.click()
}

/** What is told before a file is taken that can do harm. */
function Careful({ file, from, onClose }: { file: File; from: string; onClose: () => void }) {
  const words = useWords(inboxWords).file
  if (!file.danger) return null
  const take = () => {
    fetchFile(file)
    onClose()
  }
  return (
    <Dialog
      title={words.careful}
      size="small"
      onClose={onClose}
      ends={
        <>
          <Button kind="danger" icon="import" onClick={take}>
            {words.anyway}
          </Button>
          <Button kind="primary" data-autofocus onClick={onClose}>
            {words.cancel}
          </Button>
        </>
      }
    >
      <p className="strong inbox-file-name">{file.name}</p>
      <p>{words.why[file.danger]}</p>
      <p className="t2">{words.ask(from)}</p>
    </Dialog>
  )
}

/** What came along with a letter: each file with its size, to be taken by whoever reads it. */
export function Attached({ entry, from }: { entry: Entry; from: string }) {
  const words = useWords(inboxWords)
  const say = useSay()
  const [careful, setCareful] = useState<File>()
  const { attachments } = entry
  if (attachments.length === 0) return null
  const sizeOf = (bytes: number) =>
    bytes < MEGABYTE ? `${say.number(Math.max(1, Math.round(bytes / 1024)))} KB` : `${say.number(bytes / MEGABYTE, 1)} MB`
  return (
    <>
      <ul className="inbox-files" aria-label={words.attachments(say.number(attachments.length), attachments.length)}>
        {attachments.map((file, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may bear one name, and their order never changes.
          <li key={`${file.name} ${at}`} className="inbox-file-line">
            {file.path === null ? (
              <span className="inbox-file">
                <Icon name="file" size="small" /> <span className="cut">{file.name}</span>
                <span className="num t3 nowrap">{sizeOf(file.bytes)}</span>
              </span>
            ) : (
              <button type="button" className="inbox-file is-open" onClick={() => (file.danger ? setCareful(file) : fetchFile(file))}>
                <Icon name={file.danger ? 'warning' : 'import'} size="small" className={file.danger ? 'c-warn' : 'c-brand'} />
                <span className="cut">
                  <span className="unseen">{words.file.take} </span>
                  {file.name}
                </span>{' '}
                <span className="num t3 nowrap">{sizeOf(file.bytes)}</span>
              </button>
            )}
            {file.path === null && <span className="meta">{words.file.notKept}</span>}
          </li>
        ))}
      </ul>
      {careful && <Careful file={careful} from={from} onClose={() => setCareful(undefined)} />}
    </>
  )
}
