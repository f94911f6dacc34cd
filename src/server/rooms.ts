import { dnsLookUp } from '../connectors/dns/look-up.ts'
import { esmsStatus } from '../connectors/esms/courier.ts'
import { tryMailbox } from '../connectors/imap/mailbox.ts'
import { tryServer } from '../connectors/smtp/trial.ts'
import { tryAccount } from '../connectors/zalo/account.ts'
import { readConfig } from '../platform/config.ts'
import type { Db } from '../platform/db/db.ts'
import type { Served } from '../platform/http/serve.ts'
import type { Job } from '../platform/jobs/jobs.ts'
import type { Couriers } from '../platform/ports/courier.ts'
import { openSecrets } from '../platform/secrets.ts'
import { callJobs } from '../rooms/calls/public.ts'
import { callRoutes } from '../rooms/calls/routes.ts'
import { doneRoutes } from '../rooms/care/done/routes.ts'
import { playbookRoutes } from '../rooms/care/playbooks/routes.ts'
import { careJobs, countCareAfter } from '../rooms/care/public.ts'
import { careRoutes } from '../rooms/care/routes.ts'
import { storyJobs } from '../rooms/care/stories/jobs.ts'
import { storyRoutes } from '../rooms/care/stories/routes.ts'
import { catalogueRoutes } from '../rooms/catalogue/routes.ts'
import { exchangeJobs } from '../rooms/exchange/public.ts'
import { exchangeRoutes } from '../rooms/exchange/routes.ts'
import { countAfter, insightJobs } from '../rooms/insight/public.ts'
import { insightRoutes } from '../rooms/insight/routes.ts'
import { loyaltyJobs } from '../rooms/loyalty/public.ts'
import { loyaltyRoutes } from '../rooms/loyalty/routes.ts'
import { cardRoutes } from '../rooms/messages/cards/routes.ts'
import { consentRoutes } from '../rooms/messages/consent/routes.ts'
import { gateRoutes } from '../rooms/messages/gate/routes.ts'
import { inboxJobs } from '../rooms/messages/inbox/jobs.ts'
import { inboxRoutes } from '../rooms/messages/inbox/routes.ts'
import { receiveZalo } from '../rooms/messages/inbox/zalo-in.ts'
import { journeyJobs } from '../rooms/messages/journeys/jobs.ts'
import { journeyRoutes } from '../rooms/messages/journeys/routes.ts'
import { letterRoutes } from '../rooms/messages/letters/routes.ts'
import { mailRoutes } from '../rooms/messages/mail/routes.ts'
import { pageRoutes } from '../rooms/messages/page/routes.ts'
import { planningJobs } from '../rooms/messages/sendings/planning.ts'
import { sendingRoutes } from '../rooms/messages/sendings/routes.ts'
import { zaloJobs } from '../rooms/messages/zalo/events.ts'
import { zaloRoutes } from '../rooms/messages/zalo/routes.ts'
import { hasOrders } from '../rooms/orders/public.ts'
import { orderRoutes } from '../rooms/orders/routes.ts'
import { requireCustomer } from '../rooms/people/public.ts'
import { peopleRoutes } from '../rooms/people/routes.ts'
import { calendarRoutes } from '../rooms/promises/calendars/routes.ts'
import { complaintRoutes } from '../rooms/promises/complaints/routes.ts'
import { enquiryRoutes } from '../rooms/promises/enquiries/routes.ts'
import { promiseJobs } from '../rooms/promises/jobs.ts'
import { listeningJobs } from '../rooms/promises/listening.ts'
import { hasPromises, recount } from '../rooms/promises/public.ts'
import { requestRoutes } from '../rooms/promises/requests/routes.ts'
import { promiseRoutes } from '../rooms/promises/routes.ts'
import { slipJobs } from '../rooms/promises/slips/jobs.ts'
import { slipRoutes } from '../rooms/promises/slips/routes.ts'
import { standardRoutes } from '../rooms/promises/standards/routes.ts'
import { stuckRoutes } from '../rooms/promises/stuck/routes.ts'
import { recognitionRoutes } from '../rooms/recognition/routes.ts'
import { questionJobs } from '../rooms/satisfaction/jobs.ts'
import { satisfactionRoutes } from '../rooms/satisfaction/routes.ts'
import { findAfter, sensitiveJobs } from '../rooms/satisfaction/sensitive.ts'
import { teamRoutes } from '../rooms/team/routes.ts'
import { mapJobs } from '../rooms/touchpoints/map/jobs.ts'
import { mapRoutes } from '../rooms/touchpoints/map/routes.ts'
import { hasLines } from '../rooms/touchpoints/public.ts'
import { touchpointRoutes } from '../rooms/touchpoints/routes.ts'
import { audience } from './audience.ts'
import { auditRoutes } from './audit/routes.ts'
import { asEsms, asSmtp, placesOfZalo, refreshZalo } from './couriers.ts'
import { furnish } from './furnish.ts'
import { allListeners } from './listeners.ts'
import { outwardOf } from './outward.ts'
import { sampleJobs } from './sample/jobs.ts'
import { hasSample, sampleRoutes } from './sample/routes.ts'
import type { StoreRoom } from './store-room.ts'
import { type Live, newLive } from './stream/live.ts'
import { streamRoutes } from './stream/routes.ts'
import { openDays, todaySources } from './today.ts'

const hasHistory = async (db: Db, customerId: string): Promise<boolean> =>
  (await hasLines(db, customerId)) || (await hasOrders(db, customerId)) || (await hasPromises(db, customerId))

/** What the gate is told of this folder. */
const outwardAt = (data: string | undefined) => {
  const folder = () => data ?? readConfig().data
  return outwardOf(folder, openSecrets(folder))
}

const noCouriers: Couriers = async () => undefined

const messageRoutes = (data: string | undefined, couriers: Couriers): Served[] => {
  const outward = outwardAt(data)
  return [
    ...letterRoutes({ outward, couriers }),
    ...sendingRoutes({ outward, audience }),
    ...gateRoutes({ outward }),
    ...cardRoutes({ outward, openDays }),
    ...journeyRoutes({ outward }),
    ...inboxRoutes({ outward }),
    ...slipRoutes({ outward }),
    ...requestRoutes({ outward }),
    ...enquiryRoutes({ outward }),
    ...pageRoutes({ data: () => data ?? readConfig().data }),
  ]
}

const roomRoutes = (data: string | undefined, { hub, presence }: Live, couriers: Couriers): Served[] => [
  ...teamRoutes({ hasSample, furnish, requireCustomer, data: () => data ?? readConfig().data }),
  ...peopleRoutes({ hasHistory }),
  ...touchpointRoutes,
  ...mapRoutes,
  ...catalogueRoutes({ listeners: allListeners }),
  ...orderRoutes({ listeners: allListeners }),
  ...consentRoutes,
  ...mailRoutes({
    data: () => data ?? readConfig().data,
    tryServer: (settings, mark, mail) => tryServer(asSmtp(settings, mark), mail),
    tryMailbox,
    askSms: (sms, providerId) =>
      esmsStatus(
        asEsms(sms, () => ''),
        providerId,
        AbortSignal.timeout(10_000),
      ),
    lookUp: dnsLookUp(process.env.QUEN_DNS?.split(',')),
  }),
  ...zaloRoutes({
    data: () => data ?? readConfig().data,
    refresh: refreshZalo,
    tryAccount: (token) => tryAccount(placesOfZalo(), token),
  }),
  ...messageRoutes(data, couriers),
  ...loyaltyRoutes,
  ...promiseRoutes,
  ...complaintRoutes,
  ...stuckRoutes,
  ...calendarRoutes({ recount }),
  ...standardRoutes({ recount }),
  ...satisfactionRoutes,
  ...careRoutes({ sources: todaySources }),
  ...playbookRoutes,
  ...doneRoutes,
  ...storyRoutes,
  ...insightRoutes,
  ...recognitionRoutes(),
  ...callRoutes({ isHere: (staffId) => hub.isHere(staffId) }),
  ...sampleRoutes,
  ...streamRoutes(presence),
  ...exchangeRoutes({ data: () => data ?? readConfig().data }),
]

const tracedAs = (all: readonly Served[], kinds: readonly string[]): string[] =>
  all.flatMap(({ contract }) => (contract.isTraced && kinds.includes(contract.isTraced) ? [contract.name] : []))

/** Every room's routes, and those of the trail that they leave: the one place that knows them all. */
export function allRoutes(data: string | undefined, live: Live = newLive(), couriers: Couriers = noCouriers): Served[] {
  const rooms = roomRoutes(data, live, couriers)
  return [...rooms, ...auditRoutes({ data, looks: tracedAs(rooms, ['open', 'search', 'export']), opens: tracedAs(rooms, ['open']) })]
}

/** Every room's jobs by name. */
export const allJobs = (store: StoreRoom, data: string): Record<string, Job> => ({
  ...exchangeJobs(() => ({ address: store.address, role: store.role, listeners: allListeners }), data),
  ...countAfter(
    store.database.db,
    countCareAfter(
      store.database.db,
      findAfter(
        store.database.db,
        loyaltyJobs(store.database.db, () => ({ address: store.address, role: store.role })),
        'loyalty.run',
      ),
      'loyalty.run',
    ),
    'loyalty.run',
  ),
  ...sensitiveJobs(store.database.db),
  ...careJobs(store.database.db, todaySources),
  ...callJobs(store.database.db),
  ...mapJobs(store.database.db),
  ...journeyJobs({ db: store.database.db, outward: outwardAt(data) }),
  ...promiseJobs(store.database.db),
  ...listeningJobs(store.database.db),
  ...slipJobs({ db: store.database.db, outward: outwardAt(data) }),
  ...questionJobs({ db: store.database.db, outward: outwardAt(data) }),
  ...planningJobs({ db: store.database.db, outward: outwardAt(data), audience }),
  ...insightJobs(store.database.db),
  ...inboxJobs(store.database.db),
  ...zaloJobs(store.database.db, receiveZalo),
  ...storyJobs(store.database.db),
  ...sampleJobs(store.database.db, () => ({ address: store.address, role: store.role }), data),
})
