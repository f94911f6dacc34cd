// Each step of the browser's history gets a name in `history.state`; what a screen wants to find again when the person comes
// back (where a list stood, which row was chosen) is kept under that name for as long as the page lives.
const kept = new Map<string, Map<string, unknown>>()
let cameBack = false
let at = { step: '', path: '' }

function nameStep(isNew: boolean): void {
  const state = history.state as { step?: string } | null
  let step = state?.step
  if (step === undefined) {
    step = Math.random().toString(36).slice(2)
    // A step on the same screen (a peek opens, a filter changes) starts with what the screen knew.
    if (isNew && at.path === location.pathname) kept.set(step, new Map(kept.get(at.step)))
    at = { step, path: location.pathname }
    history.replaceState({ ...state, step }, '')
  }
  at = { step, path: location.pathname }
}

/** Called once, before the first screen. */
export function rememberSteps(): void {
  history.scrollRestoration = 'manual'
  nameStep(true)
  addEventListener('popstate', () => {
    cameBack = true
    nameStep(false)
  })
  addEventListener('pushState', () => {
    cameBack = false
    nameStep(true)
  })
  addEventListener('replaceState', () => nameStep(true))
}

/** Keeps something of this screen under this step. */
export function keepForStep(name: string, value: unknown): void {
  const step = kept.get(at.step) ?? new Map<string, unknown>()
  step.set(name, value)
  kept.set(at.step, step)
}

/** What was kept under this step; nothing unless the person came back to it. */
export const recall = <T>(name: string): T | undefined => (cameBack ? (kept.get(at.step)?.get(name) as T | undefined) : undefined)
