/**
 * Roles and what they may see and do: the one table that the server, the tests, the OpenAPI document and the web app read.
 */

export const roles = ['owner', 'manager', 'reception', 'warehouse', 'accounting', 'sales', 'marketing', 'read-only'] as const
export type Role = (typeof roles)[number]

/** Places of the house, in their order on the screen. */
export const places = ['today', 'recognise', 'customers', 'promises', 'messages', 'benefits', 'partners', 'overview'] as const
export type Place = (typeof places)[number]

export const permissions = [
  'customers.read',
  'customers.write',
  'orders.read',
  'orders.write',
  'imports.run',
  'catalogue.write',
  'house.settings',
  'house.people',
  'house.audit',
  'house.metrics',
  'calls.send',
  'messages.read',
  'messages.write',
  'messages.send',
  'consent.write',
  'promises.read',
  'promises.write',
  'promises.lead',
  'see.amounts',
  'see.values',
  'see.contacts',
  'see.paying',
  'see.sensitive',
  'unveil',
] as const
/**
 * `see.amounts`: the amount of a single order. `see.values`: sums, margin, cost, lifetime value, equity. `see.contacts`: phones, mails
 * and addresses in full; without it they are masked and nobody is found by them. `see.paying`: card brand and last four digits.
 * `see.sensitive`: what touches health, faith or a child. `unveil`: see a masked detail for a reason that is written down.
 * `messages.read`: the inbox, letters, and why one was held. `messages.write`: drafts and letters to one person. `messages.send`: letters to
 * many, topics, doors and journeys. `consent.write`: noting what a customer said about being written to.
 * `promises.read`: what was promised and how it ended. `promises.write`: make, keep, and tell when one slips. `promises.lead`: agree to another
 * reason than the true one, and to amends above somebody's limit.
 * `catalogue.write`: what the house has, its words and prices, and what has come.
 * `house.audit`: who did what. `calls.send`: what a telephone system may do; `house.metrics`: what a meter may read.
 */
export type Permission = (typeof permissions)[number]

/** Whose rights are asked for: a role, or a token that holds only some of its role's permissions. */
export type Holder = { role: Role; scopes?: readonly Permission[] | undefined }

const everything: readonly Permission[] = permissions

/** What everyone needs who meets customers by name and voice. */
const atTheDoor: readonly Permission[] = [
  'customers.read',
  'customers.write',
  'orders.read',
  'consent.write',
  'promises.read',
  'promises.write',
  'see.contacts',
  'see.sensitive',
]

const rights: Record<Role, { places: readonly Place[]; permissions: readonly Permission[] }> = {
  owner: { places, permissions: everything },
  manager: { places, permissions: everything },
  reception: {
    places: ['today', 'recognise', 'customers', 'promises'],
    permissions: [...atTheDoor, 'orders.write', 'see.amounts', 'see.paying'],
  },
  warehouse: {
    places: ['today', 'customers', 'promises'],
    permissions: [...atTheDoor, 'unveil'],
  },
  accounting: {
    places: ['today', 'customers', 'promises', 'benefits', 'overview'],
    permissions: [
      'customers.read',
      'customers.write',
      'orders.read',
      'orders.write',
      'promises.read',
      'promises.write',
      'see.amounts',
      'see.values',
      'see.contacts',
      'see.paying',
      'unveil',
    ],
  },
  sales: {
    places: ['today', 'customers', 'promises', 'messages'],
    permissions: [...atTheDoor, 'orders.write', 'messages.read', 'messages.write', 'see.amounts', 'unveil'],
  },
  marketing: {
    places: ['today', 'customers', 'promises', 'messages', 'benefits', 'overview'],
    permissions: [
      'customers.read',
      'customers.write',
      'orders.read',
      'imports.run',
      'catalogue.write',
      'messages.read',
      'messages.write',
      'messages.send',
      'consent.write',
      'promises.read',
      'promises.write',
      'see.amounts',
      'see.values',
      'unveil',
    ],
  },
  'read-only': { places: ['today', 'customers', 'promises'], permissions: ['customers.read', 'orders.read', 'promises.read'] },
}

export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)

export const isPermission = (text: string): text is Permission => (permissions as readonly string[]).includes(text)

export const may = (holder: Role | Holder, permission: Permission): boolean => {
  const { role, scopes } = typeof holder === 'string' ? { role: holder, scopes: undefined } : holder
  return rights[role].permissions.includes(permission) && (scopes === undefined || scopes.includes(permission))
}

export const placesOf = (role: Role): readonly Place[] => rights[role].places

export const permissionsOf = (role: Role): readonly Permission[] => rights[role].permissions

/** The roles that hold a permission, for documents and tests. */
export const rolesWith = (permission: Permission): Role[] => roles.filter((role) => may(role, permission))
