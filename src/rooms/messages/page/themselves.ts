import type { Who } from '../../../platform/http/who.ts'
import type { Holder } from '../../../values/rights.ts'
import type { Customer } from '../../people/public.ts'

/**
 * A customer as the one who acts on their own record. They may change their own details and tastes; what touches health, faith or a child
 * is not among them, for a link is passed on more easily than a password.
 */
export const itself: Holder = { role: 'owner', scopes: ['customers.read', 'customers.write', 'see.contacts'] }

/** Lines they note carry their own name. */
export const themselves = ({ id, name, callName }: Pick<Customer, 'id' | 'name' | 'callName'>): Who => ({
  ...itself,
  kind: 'token',
  id,
  name: name || callName,
})
