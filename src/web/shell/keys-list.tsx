import { Key } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useKeysInForce } from './keys.ts'
import { useLook } from './look.ts'
import { shellWords } from './words.data.ts'
import { useWords } from './words.ts'

/** What `?` shows: every key that works on the screen below, and everywhere. */
export function KeysList({ onClose }: { onClose: () => void }) {
  const words = useWords(shellWords).keys
  const { singleKeys } = useLook()
  const groups = useKeysInForce()
  const here = groups.filter(({ title }) => title !== words.everywhere).flatMap(({ acts }) => acts)
  const everywhere = groups.filter(({ title }) => title === words.everywhere).flatMap(({ acts }) => acts)
  return (
    <Dialog title={words.title} onClose={onClose}>
      {!singleKeys && <p className="t2">{words.singleOff}</p>}
      {[
        { title: words.here, acts: here },
        { title: words.everywhere, acts: everywhere },
      ]
        .filter(({ acts }) => acts.length > 0)
        .map(({ title, acts }) => (
          <section key={title} aria-label={title}>
            <h3 className="meta">{title}</h3>
            <dl className="keys-list">
              {acts.map((act) => (
                <div key={act.key + act.words} className="keys-line">
                  <dt>
                    {act.key.split(' ').map((step) => (
                      <Key key={step} name={step} />
                    ))}
                  </dt>
                  <dd>{act.words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
    </Dialog>
  )
}
