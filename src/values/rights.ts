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
  'house.settings',
  'house.people',
  'see.amounts',
  'see.values',
] as const
/**
 * `see.amounts`: the amount of a single order. `see.values`: sums, margin, cost, lifetime value, equity.
 * The rest is what the words say.
 */
export type Permission = (typeof permissions)[number]

const everything: readonly Permission[] = permissions

const rights: Record<Role, { places: readonly Place[]; permissions: readonly Permission[] }> = {
  owner: { places, permissions: everything },
  manager: { places, permissions: everything },
  reception: {
    places: ['today', 'recognise', 'customers', 'promises'],
    permissions: ['customers.read', 'customers.write', 'orders.read', 'orders.write', 'see.amounts'],
  },
  warehouse: {
    places: ['today', 'customers', 'promises'],
    permissions: ['customers.read', 'customers.write', 'orders.read'],
  },
  accounting: {
    places: ['today', 'customers', 'promises', 'benefits', 'overview'],
    permissions: ['customers.read', 'customers.write', 'orders.read', 'orders.write', 'see.amounts', 'see.values'],
  },
  sales: {
    places: ['today', 'customers', 'promises', 'messages'],
    permissions: ['customers.read', 'customers.write', 'orders.read', 'orders.write', 'see.amounts'],
  },
  marketing: {
    places: ['today', 'customers', 'promises', 'messages', 'benefits', 'overview'],
    permissions: ['customers.read', 'customers.write', 'orders.read', 'imports.run', 'see.amounts', 'see.values'],
  },
  'read-only': { places: ['today', 'customers', 'promises'], permissions: ['customers.read', 'orders.read'] },
}

export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)

export const may = (role: Role, permission: Permission): boolean => rights[role].permissions.includes(permission)

export const placesOf = (role: Role): readonly Place[] => rights[role].places

export const permissionsOf = (role: Role): readonly Permission[] => rights[role].permissions

/** The roles that hold a permission, for documents and tests. */
export const rolesWith = (permission: Permission): Role[] => roles.filter((role) => may(role, permission))
