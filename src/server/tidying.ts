import type { Db } from '../platform/db/db.ts'
import { forgetOldKeys } from '../platform/http/idempotency.ts'
import { forgetOldAttempts } from '../platform/http/limits.ts'
import { enqueue, forgetOldNews, type Job } from '../platform/jobs/jobs.ts'
import { forgetOldCalls } from '../rooms/calls/public.ts'
import { forgetOldLooks } from '../rooms/care/public.ts'
import { forgetUnconfirmed } from '../rooms/messages/consent/doors.ts'
import { forgetUnpackedMail } from '../rooms/messages/inbox/files-store.ts'
import { forgetMachineMail } from '../rooms/messages/mail/inbound-store.ts'
import { expireForHand } from '../rooms/messages/sendings/by-hand-store.ts'
import { forgetOldZalo } from '../rooms/messages/zalo/store.ts'

const TASK = 'frame.tidy'
const HOUR = 3600_000

/** Plans the next tidying; a waiting one is replaced, so that there is never more than one. */
export const planTidying = (db: Db, runAt: Date): Promise<void> => enqueue(db, TASK, {}, { key: TASK, runAt })

/** Forgets what was kept long enough, every hour. */
export const tidyingJobs = (db: Db): Record<string, Job> => ({
  [TASK]: async (_, now) => {
    await forgetOldKeys(db, now)
    await forgetOldAttempts(db, now)
    await forgetOldCalls(db, now)
    await forgetOldLooks(db, now)
    await forgetOldNews(db, now)
    await forgetUnconfirmed(db, now)
    await forgetMachineMail(db, now)
    await forgetUnpackedMail(db, now)
    await forgetOldZalo(db, now)
    await expireForHand(db, now)
    await planTidying(db, new Date(now.getTime() + HOUR))
  },
})
