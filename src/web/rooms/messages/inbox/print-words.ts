/** Prints words as they are, on a sheet with nothing else. */
export function printWords(words: string): void {
  const frame = document.createElement('iframe')
  frame.hidden = true
  document.body.append(frame)
  const sheet = frame.contentDocument
  if (!sheet || !frame.contentWindow) {
    frame.remove()
    return
  }
  const text = sheet.createElement('div')
  text.style.cssText = 'font: 12pt/1.6 serif; white-space: pre-wrap; max-width: 34em'
  text.textContent = words
  sheet.body.append(text)
  frame.contentWindow.addEventListener('afterprint', () => frame.remove())
  frame.contentWindow.print()
}
