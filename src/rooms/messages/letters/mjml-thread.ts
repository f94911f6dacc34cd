import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

/** The thread in which MJML makes the frame of letters; see `skeleton.ts`. */

export type Made = { html: string; faults: string[] }

type Engine = (source: string, options: object) => Promise<{ html: string; errors: { formattedMessage: string }[] }>

// By `require`: loaders differ in whether they unwrap what these CommonJS modules call their default.
const require = createRequire(import.meta.url)
const mjml: Engine = require('mjml-core').default

const { html, errors } = await mjml(String(workerData), { presets: [require('mjml-preset-core')], validationLevel: 'soft', fonts: {} })
parentPort?.postMessage({ html, faults: errors.map(({ formattedMessage }) => formattedMessage) } satisfies Made)
