import { Button, Key } from '../../kit/button.tsx'
import { Initial } from '../../kit/chip.tsx'
import { Toggle } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useKeys } from '../../shell/keys.ts'
import { useRecent } from '../../shell/recent.ts'
import { useMe } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import type { ConsoleState } from './console-state.ts'
import { type Counter, Veiled } from './veil.tsx'
import { recognitionWords } from './words.data.ts'

/** The people that were looked at last, one press away. */
export function Opened({ onTake }: { onTake: (id: string) => void }) {
  const words = useWords(recognitionWords)
  const me = useMe()
  const recent = useRecent(me.id)
  return (
    <section className="aside-part">
      <h2 className="strong">{words.opened}</h2>
      {recent.length === 0 ? (
        <p className="meta">{words.openedNone}</p>
      ) : (
        <ul className="opened">
          {recent.map((one) => (
            <li key={one.id}>
              <button type="button" className="opened-line" onClick={() => onTake(one.id)}>
                <Initial name={one.calledAs || one.name} size="small" />
                <span className="grow cut">{one.name || one.calledAs}</span>
                <span className="meta num nowrap">
                  <Veiled>{one.phone}</Veiled>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The one large box of this screen. */
export function ConsoleBox({ state }: { state: ConsoleState }) {
  const words = useWords(recognitionWords)
  return (
    <label className="console-box">
      <Icon name="search" size="large" />
      <input
        ref={state.field}
        className="grow"
        aria-label={words.ask}
        placeholder={words.ask}
        value={state.typed}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => state.edit(event.currentTarget.value)}
        onKeyDown={state.onKey}
      />
      <span className="meta phone-off">{words.hint}</span>
      {(state.typed !== '' || state.shown) && (
        <button type="button" className="console-clear" aria-label={`Esc: ${words.keys.clear}`} onClick={state.clear}>
          <span className="phone-off">
            <Key name="Escape" />
          </span>
          <Icon name="close" className="phone-only" />
        </button>
      )}
    </label>
  )
}

/** Whether strangers see this screen, and the button that lifts the veil while it is held. */
export function CounterMode({ counter }: { counter: Counter }) {
  const words = useWords(recognitionWords)
  // Held, not pressed: the counter itself listens for it; here it is told to those who look for keys.
  useKeys(counter.isOn ? [{ key: 'V', words: words.holdKey, act: () => false }] : [])
  return (
    <div className="row g2 counter-mode">
      {counter.isOn && (
        <Button
          kind="quiet"
          icon="eye"
          keyHint="V"
          className="veil-hold"
          aria-label={words.holdKey}
          onPointerDown={() => counter.hold(true)}
          onPointerUp={() => counter.hold(false)}
          onPointerLeave={() => counter.hold(false)}
          onPointerCancel={() => counter.hold(false)}
          onContextMenu={(event) => event.preventDefault()}
        >
          {words.hold}
        </Button>
      )}
      <Toggle isOn={counter.isOn} onChange={counter.set}>
        {words.counter}
      </Toggle>
    </div>
  )
}
