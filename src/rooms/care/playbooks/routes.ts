import { type Served, serve } from '../../../platform/http/serve.ts'
import { dayIn } from '../../../values/zone.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import type { Practice } from './store.ts'

const noPractice: Practice = { readOn: null, practisedOn: null }

const view = ({ key, content, isOwn, isKept, version }: actions.Playbook, practice = noPractice) => ({
  key,
  content,
  isOwn,
  isKept,
  version,
  ...practice,
})

export const playbookRoutes: Served[] = [
  serve(contract.listPlaybooks, async ({ db, who }) => {
    const practice = await actions.practiceOf(db, who)
    return { playbooks: (await actions.playbooksOf(db)).map((one) => view(one, practice.get(one.key))) }
  }),
  serve(contract.addPlaybook, async ({ db, body, who, now, trace }) => {
    trace({ aboutKind: 'playbook', details: { title: body.title.vi } })
    return view(await actions.addPlaybook(db, body, { who, now }))
  }),
  serve(contract.changePlaybook, async ({ db, params, body, who, now, trace }) => {
    const after = await actions.changePlaybook(db, params.key, body, { who, now })
    trace({ aboutKind: 'playbook', details: { title: after.content.title.vi } })
    return view(after, (await actions.practiceOf(db, who)).get(params.key))
  }),
  serve(contract.playbookHistory, async ({ db, params }) => ({
    versions: (await actions.historyOf(db, params.key)).map(({ version, content, isKept, at, staffName }) => ({
      version,
      content,
      isKept,
      at: at?.toISOString() ?? null,
      staffName,
    })),
  })),
  serve(contract.notePractice, async ({ db, who, params, body, now, house }) =>
    actions.notePractice(db, who, params.key, body, dayIn((await house()).zone, now.getTime())),
  ),
]
