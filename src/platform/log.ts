import { maskCards } from '../values/card-guard.ts'

/** Where a line of the log goes: standard error, so that standard output carries only a verb's own result. */
const out = {
  write(text: string) {
    process.stderr.write(maskCards(text))
  },
}

/**
 * Settings of the server's log: no addresses of requests (they carry what people search for), no bodies, no headers;
 * names, phones and mails never, and whatever looks like a card number is masked on its way out.
 */
export const logSettings = (level: string = process.env.QUEN_LOG ?? 'warn') => ({
  level,
  stream: out,
  base: null,
  redact: { paths: ['*.password', '*.token', '*.mail', '*.phone', '*.name', '*.body', '*.q', 'req.headers', 'req.url'], remove: true },
  serializers: {
    err: (error: Error & { code?: string }) => ({
      type: error.name,
      code: error.code ?? '',
      // A database error repeats values in its message ("Key (value)=(…)"); its place in our code says enough.
      message: error.name === 'error' || error.code ? '' : (error.message ?? '').slice(0, 300),
      stack: (error.stack ?? '').split('\n').slice(1, 8).join('\n'),
    }),
  },
})
