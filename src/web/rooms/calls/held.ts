/** The caller's card on the page, if it stands there. */
export const panelOnPage = (): HTMLElement | null => document.getElementById('call-panel')

/** Whether somebody is at work in the caller's card: it is not taken away from under their hands. */
export function isHeld(): boolean {
  const panel = panelOnPage()
  return panel !== null && (panel.contains(document.activeElement) || panel.matches(':hover') || panel.querySelector('textarea') !== null)
}

/** The field in which somebody writes just now, outside the card. */
export function fieldInUse(): HTMLElement | undefined {
  const active = document.activeElement
  if (!(active instanceof HTMLElement) || panelOnPage()?.contains(active)) return undefined
  const isField =
    active.isContentEditable || active.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])')
  return isField ? active : undefined
}

/** What must stay in sight: all that belongs to the field in use (what is chosen below a note is part of writing it), or what Tab is at. */
export const workInUse = (): HTMLElement | undefined => {
  const field = fieldInUse()
  if (field) return field.closest<HTMLElement>('.quick-note, form') ?? field
  const active = document.activeElement
  const isAt = active instanceof HTMLElement && active.tabIndex >= 0 && active.matches(':focus-visible') && !panelOnPage()?.contains(active)
  return isAt ? active : undefined
}
