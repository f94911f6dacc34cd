import { createImport } from '#rooms/exchange/contract.ts'
import { type Answer, addressOf, doors, type Input, newKey } from '../../shell/api.ts'
import { offline, Problem } from '../../shell/problem.ts'

export type Sent = { done: number; all: number }

/** The problem in an answer, or a general one where the answer is no problem of ours. */
export function problemIn(status: number, text: string): Problem {
  try {
    const { code, title, fields, requestId } = JSON.parse(text) as {
      code: string
      title: string
      fields?: Record<string, string>
      requestId?: string
    }
    return new Problem(status, code, title, fields, requestId)
  } catch {
    return new Problem(status, status >= 500 ? 'house.away' : status === 413 ? 'request.too_large' : 'request.unreadable', '')
  }
}

/** Sends a file and says how much of it has gone; `fetch` can't tell. Rejects with a `Problem`, or the signal's reason. */
export function sendFile(
  file: File,
  query: Input<typeof createImport>['query'],
  onSent: (sent: Sent) => void,
  signal: AbortSignal,
): Promise<Answer<typeof createImport>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(createImport.method, addressOf(createImport, { query }))
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', document.documentElement.lang)
    request.setRequestHeader('idempotency-key', newKey())
    request.upload.onprogress = ({ loaded, total }) => onSent({ done: Math.min(loaded, file.size), all: file.size || total })
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve(JSON.parse(request.responseText))
      const problem = problemIn(request.status, request.responseText)
      if (problem.status === 401 && problem.code === 'door.sign_in') doors.onClosed()
      reject(problem)
    }
    request.onerror = () => reject(offline())
    signal.addEventListener('abort', () => {
      request.abort()
      reject(signal.reason)
    })
    const form = new FormData()
    form.set('file', file)
    request.send(form)
  })
}

/** Puts text into a file on the person's computer. */
export function saveAs(fileName: string, text: string): void {
  const link = document.createElement('a')
  // Spreadsheets take a file for UTF-8 only when it says so.
  link.href = URL.createObjectURL(new Blob([text.startsWith('\uFEFF') ? text : `\uFEFF${text}`], { type: 'text/csv;charset=utf-8' }))
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
