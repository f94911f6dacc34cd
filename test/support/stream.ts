/** A screen's stream as a program reads it: what came, in order, each once. */
export type OpenStream = {
  status: number
  headers: Headers
  /** Resolves with the next word of this kind that was not yet taken; fails after `atMost` ms. */
  next(what: string, atMost?: number): Promise<Record<string, unknown>>
  /** All that came so far. */
  heard: { id: string; what: string; about: Record<string, unknown> }[]
  /** The id of the newest message or of the opening. */
  lastId(): string
  /** Resolves when the server ends it. */
  ended: Promise<void>
  close(): void
}

type Heard = OpenStream['heard'][number]

/** One block of a stream: its id, and what it says if anything. */
function readBlock(block: string): { id: string | undefined; data: string } {
  const lines = block.split('\n')
  const part = (name: string) => lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2))
  return { id: part('id')[0], data: part('data').join('\n') }
}

/** Opens `GET /api/stream` at a running house. */
export async function openStream(
  address: string,
  headers: Record<string, string>,
  { tab = 'a-tab-of-a-test', after }: { tab?: string; after?: string } = {},
): Promise<OpenStream> {
  const stop = new AbortController()
  const answer = await fetch(`${address}/api/stream?tab=${tab}`, {
    headers: { ...headers, ...(after ? { 'last-event-id': after } : {}) },
    signal: stop.signal,
  })
  const heard: Heard[] = []
  const taken = new Set<Heard>()
  let newest = ''
  let wake = () => {}
  const read = async () => {
    if (!answer.body || answer.status !== 200) return
    let rest = ''
    try {
      for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
        const blocks = (rest + piece).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const { id, data } of blocks.map(readBlock)) {
          if (id) newest = id
          if (data) heard.push({ id: id ?? '', ...(JSON.parse(data) as Omit<Heard, 'id'>) })
        }
        wake()
      }
    } catch (error) {
      if (!stop.signal.aborted && !/terminated/.test(String(error))) throw error
    }
  }
  const ended = read()
  const next = async (what: string, atMost = 5_000) => {
    const until = Date.now() + atMost
    for (;;) {
      const word = heard.find((one) => one.what === what && !taken.has(one))
      if (word) {
        taken.add(word)
        return word.about
      }
      const left = until - Date.now()
      if (left <= 0) throw new Error(`nothing was told of "${what}" within ${atMost} ms; heard: ${JSON.stringify(heard)}`)
      await new Promise<void>((done) => {
        const timer = setTimeout(done, left)
        wake = () => {
          clearTimeout(timer)
          done()
        }
      })
    }
  }
  return { status: answer.status, headers: answer.headers, next, heard, lastId: () => newest, ended, close: () => stop.abort() }
}
