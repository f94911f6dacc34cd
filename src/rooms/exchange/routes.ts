import { type Asked, type Served, serve, serveAlone } from '../../platform/http/serve.ts'
import { Refusal } from '../../platform/refusal.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { latest, settleAbandoned } from './store.ts'
import { viewImport, viewImportRow } from './views.ts'

/** `data` says where uploads lie. */
export function exchangeRoutes({ data }: { data: () => string }): Served[] {
  const scene = async ({
    house,
    language,
    now,
  }: Pick<Asked<unknown, unknown, unknown>, 'house' | 'language' | 'now'>): Promise<actions.Scene> => ({
    house: await house(),
    data: data(),
    language,
    now,
  })
  return [
    serveAlone(contract.createImport, async (asked) => {
      const part = await asked.file()
      if (!part) throw new Refusal(400, 'exchange.no_file', 'A file is needed.', { file: 'needed' })
      const upload = { fileName: part.filename, file: part.file }
      return viewImport(await actions.takeUpload(asked.db, asked.query.subject, asked.query.source, upload, asked.who, await scene(asked)))
    }),
    serve(contract.listImports, async ({ db, query }) => {
      await settleAbandoned(db)
      return { imports: (await latest(db, query.limit)).map(viewImportRow) }
    }),
    serve(contract.getImport, async ({ db, params }) => {
      await settleAbandoned(db)
      return viewImport(await actions.requireImport(db, params.importId))
    }),
    serve(contract.updateImport, async (asked) =>
      viewImport(await actions.correctImport(asked.db, asked.params.importId, asked.body, await scene(asked))),
    ),
    serve(contract.previewImport, async (asked) =>
      viewImport(await actions.begin(asked.db, asked.params.importId, 'preview', await scene(asked))),
    ),
    serve(contract.runImport, async (asked) => viewImport(await actions.begin(asked.db, asked.params.importId, 'run', await scene(asked)))),
    serve(contract.cancelImport, async ({ db, params }) => viewImport(await actions.stop(db, params.importId))),
    serve(contract.undoImport, async (asked) => viewImport(await actions.beginUndo(asked.db, asked.params.importId, await scene(asked)))),
    serve(contract.getRefusedRows, ({ db, params }) => actions.refusedRows(db, params.importId, data())),
  ]
}
