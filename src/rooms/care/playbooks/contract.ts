import { z } from 'zod'
import { line, lineOrNothing } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'

/** Short guidance on handling a situation, beside the act that needs it. */

/** Where a playbook belongs. `caller` is somebody upset on the telephone or at the desk, `slip` a promise that will be late or was. */
export const situations = [
  'first-visit',
  'arrival',
  'departure',
  'birthday',
  'occasion',
  'win-back',
  'missed-call',
  'caller',
  'letter',
  'promise',
  'slip',
  'remedy',
  'complaint',
] as const

const both = (max: number) => z.strictObject({ vi: line(max), en: line(max) })
const steps = z.array(line(240)).min(3).max(7)

export const playbookContent = z.strictObject({
  title: both(80),
  when: both(200),
  belongs: z.array(z.enum(situations)).max(situations.length),
  steps: z.strictObject({ vi: steps, en: steps }),
  /** A sentence that one can say, and what is better left unsaid. */
  say: both(400),
  notSay: z.strictObject({ vi: lineOrNothing(400), en: lineOrNothing(400) }),
})

const key = z.string().regex(/^(?:[a-z][a-z-]{1,40}|house:[0-9a-z-]{1,40})$/)

const playbook = z.object({
  key,
  content: playbookContent,
  /** Built-in ones can be put away; only the house's own can be taken away. */
  isOwn: z.boolean(),
  isKept: z.boolean(),
  /** 0 where the house never changed it. */
  version: z.int(),
  /** What the one who asks noted for themself; nobody else reads it. */
  readOn: z.string().nullable(),
  practisedOn: z.string().nullable(),
})

export const listPlaybooks = route({
  name: 'listPlaybooks',
  method: 'GET',
  path: '/api/playbooks',
  door: 'signed-in',
  summary: 'Every playbook of the house: the built-in ones of its trade with what it changed, and its own.',
  answer: z.object({ playbooks: z.array(playbook) }),
})

export const addPlaybook = route({
  name: 'addPlaybook',
  method: 'POST',
  path: '/api/playbooks',
  door: 'house.settings',
  summary: 'A playbook of the house’s own.',
  body: playbookContent,
  answer: playbook,
  status: 201,
})

export const changePlaybook = route({
  name: 'changePlaybook',
  method: 'PATCH',
  path: '/api/playbooks/:key',
  door: 'house.settings',
  summary: 'Writes a playbook anew, puts it away or takes it out again; `version` is the one that was seen.',
  params: z.object({ key }),
  body: z.strictObject({ content: playbookContent.optional(), isKept: z.boolean().optional(), version: z.int().min(0) }),
  answer: playbook,
  refusals: ['care.no_such_playbook', 'care.playbook_changed'],
})

export const playbookHistory = route({
  name: 'playbookHistory',
  method: 'GET',
  path: '/api/playbooks/:key/history',
  door: 'house.settings',
  summary: 'How a playbook stood before, the newest first; the last is the built-in one.',
  params: z.object({ key }),
  answer: z.object({
    versions: z.array(
      z.object({
        version: z.int(),
        content: playbookContent,
        isKept: z.boolean(),
        at: z.string().nullable(),
        staffName: z.string().nullable(),
      }),
    ),
  }),
  refusals: ['care.no_such_playbook'],
})

export const notePractice = route({
  name: 'notePractice',
  method: 'PUT',
  path: '/api/me/playbooks/:key',
  door: 'signed-in',
  isUntraced: true,
  summary: 'Notes for oneself that one read a playbook, or tried it out; nobody else can read it, and no trail tells of it.',
  params: z.object({ key }),
  body: z.strictObject({ isRead: z.boolean(), isPractised: z.boolean() }),
  answer: z.object({ readOn: z.string().nullable(), practisedOn: z.string().nullable() }),
  refusals: ['team.staff_only', 'care.no_such_playbook'],
})
