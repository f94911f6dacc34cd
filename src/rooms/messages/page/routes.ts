import { type Served, serve } from '../../../platform/http/serve.ts'
import { openSecrets } from '../../../platform/secrets.ts'
import { requireCustomer } from '../../people/public.ts'
import { houseSender } from '../mail/settings.ts'
import * as contract from './contract.ts'
import { pageLink, writeKey } from './links.ts'

export function pageRoutes({ data }: { data: () => string }): Served[] {
  const keyring = openSecrets(data)
  return [
    serve(contract.linkCustomerPage, async ({ db, params: { customerId }, now, origin }) => {
      await requireCustomer(db, customerId)
      const { publicAddress } = await houseSender(db)
      return {
        address: pageLink({ publicAddress: publicAddress || origin }, keyring, customerId, now),
        preview: `/k/${writeKey(keyring, { customerId, madeOn: now, isPreview: true })}`,
        isPublic: publicAddress !== '',
      }
    }),
  ]
}
