import { useRef, useState } from 'react'
import { addPicture, type PictureView } from '#rooms/messages/letters/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { useAct } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { letterWords } from './words.data.ts'

/** Where a picture is put in, shown and changed. */
export function PictureBox({
  letterId,
  pictureId,
  pictures,
  onPicture,
}: {
  letterId: string
  pictureId: string | null
  pictures: readonly PictureView[]
  onPicture: (picture: PictureView | null) => void
}) {
  const words = useWords(letterWords).picture
  const say = useSay()
  const file = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const act = useAct(addPicture, { onDone: onPicture })
  const known = pictures.find(({ id }) => id === pictureId)
  const put = (chosen: File | undefined) => chosen && act.go({ params: { letterId }, file: chosen })
  const choose = () => file.current?.click()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way beside the button.
    <div
      className={`picture-box ${isOver ? 'picture-over' : ''} ${pictureId ? '' : 'picture-empty'}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        const [dropped] = event.dataTransfer.files
        if (!dropped) return
        event.preventDefault()
        put(dropped)
      }}
    >
      <input
        ref={file}
        type="file"
        className="unseen"
        tabIndex={-1}
        aria-label={words.choose}
        accept="image/png,image/jpeg,image/gif,image/webp"
        onChange={(event) => {
          put(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      {pictureId ? (
        <>
          <img src={`/pictures/${pictureId}`} alt="" className="picture-shown" />
          <div className="row g2 wrap">
            {known && (
              <span className="meta grow">
                {words.size(say.number(known.width), say.number(known.height), say.number(Math.ceil(known.size / 1024)))}
              </span>
            )}
            <Button size="small" kind="quiet" isBusy={act.isRunning} onClick={choose}>
              {words.change}
            </Button>
            <Button size="small" kind="quiet" onClick={() => onPicture(null)}>
              {words.remove}
            </Button>
          </div>
        </>
      ) : (
        <>
          <Button icon="upload" isBusy={act.isRunning} onClick={choose}>
            {act.isRunning ? words.uploading : words.choose}
          </Button>
          <p className="meta">{words.drop}</p>
        </>
      )}
      {act.problem && <ProblemLine problem={act.problem} />}
    </div>
  )
}
