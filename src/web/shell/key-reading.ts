/** A key or a run of keys as written on the screen: `J`, `Mod+K`, `Shift+/`, `G K`, `ArrowDown`, `Enter`. */
export type KeyName = string

/** `sign` is what the key wrote, for the one key that is known by it: `?`. */
export type Press = { code: string; mod: boolean; shift: boolean; alt: boolean; sign?: string }

/** What a press happened in; what a Vietnamese input method composes is never ours. */
export type Where = { isComposing: boolean; isTyping: boolean; singleKeys: boolean }

const QUESTION: Press = { code: 'Slash', mod: false, shift: true, alt: false }

const signs: Record<string, string> = {
  '/': 'Slash',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '.': 'Period',
  ',': 'Comma',
  '-': 'Minus',
  '=': 'Equal',
}

const codeOf = (name: string): string => (/^[A-Z]$/.test(name) ? `Key${name}` : /^\d$/.test(name) ? `Digit${name}` : (signs[name] ?? name))

/** Reads one step of a key's name. `?` is Shift with the key of `/`. */
export function readStep(step: string): Press {
  if (step === '?') return QUESTION
  const parts = step.split('+')
  const code = codeOf(parts.at(-1) ?? '')
  return { code, mod: parts.includes('Mod'), shift: parts.includes('Shift'), alt: parts.includes('Alt') }
}

const sameCode = (a: string, b: string): boolean => a === b || a === b.replace('Digit', 'Numpad') || (a === 'NumpadEnter' && b === 'Enter')

const isPress = (pressed: Press, wanted: Press): boolean => {
  const press = pressed.sign === '?' && !pressed.mod && !pressed.alt ? QUESTION : pressed
  return sameCode(press.code, wanted.code) && press.mod === wanted.mod && press.shift === wanted.shift && press.alt === wanted.alt
}

const isCharacter = (code: string): boolean => /^(Key|Digit|Numpad\d|Slash|Bracket|Period|Comma|Minus|Equal)/.test(code)

export type Bound = { key: KeyName; whileTyping?: boolean | undefined }

export type Reading<B> = { act: B } | { waiting: Press[] } | undefined

/**
 * Finds what a press means among the bound keys, the first that fits; `before` are the presses of a run that has begun (`G` of
 * `G K`). Answers the act, that a run goes on, or nothing.
 */
export function readPress<B extends Bound>(press: Press, before: readonly Press[], bound: readonly B[], where: Where): Reading<B> {
  if (where.isComposing) return undefined
  const run = [...before, press]
  let goesOn = false
  for (const one of bound) {
    const steps = one.key.split(' ').map(readStep)
    const first = steps[0]
    if (!first || steps.length < run.length) continue
    if (where.isTyping && !one.whileTyping) continue
    if (!where.singleKeys && !first.mod && !first.alt && isCharacter(first.code)) continue
    if (!run.every((pressed, at) => isPress(pressed, steps[at] as Press))) continue
    if (steps.length === run.length) return { act: one }
    goesOn = true
  }
  if (goesOn) return { waiting: run }
  return before.length > 0 ? readPress(press, [], bound, where) : undefined
}
