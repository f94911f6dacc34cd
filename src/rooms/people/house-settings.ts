import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { changedMeanwhile } from './actions.ts'
import type { Choice, CustomerField, PreferenceGroup } from './customer.ts'
import type { saveCustomerField, savePreferenceGroup } from './house/contract.ts'
import * as store from './house-store.ts'
import { keyTwice } from './preference-rules.ts'

type AskedGroup = z.output<NonNullable<typeof savePreferenceGroup.body>>
type AskedField = z.output<NonNullable<typeof saveCustomerField.body>>

const keyTaken = () => new Refusal(409, 'people.key_taken', 'Something else goes by this key already.', { key: 'key_taken' })
const noSuchKey = () => new Refusal(404, 'people.no_such_key', 'There is nothing by this key.')

function checkChoices(choices: readonly Choice[]): void {
  const twice = keyTwice(choices)
  if (twice !== undefined)
    throw new Refusal(400, 'people.choice_twice', 'Two choices go by the same key.', {
      [`choices.${choices.findLastIndex(({ key }) => key === twice)}.key`]: 'twice',
    })
}

/** Makes a group of choices, or changes the one of that key as it stood at the version that was seen. */
export async function saveGroup(db: Db, key: string, { version, ...asked }: AskedGroup): Promise<PreferenceGroup> {
  checkChoices(asked.choices)
  if (version === undefined) {
    const made = { id: newId(), key, ...asked, version: 1 }
    if (!(await store.addGroup(db, made))) throw keyTaken()
    return made
  }
  const before = await store.findGroup(db, key)
  if (!before) throw noSuchKey()
  if (!(await store.changeGroup(db, { ...before, ...asked, version }))) throw changedMeanwhile()
  return { ...before, ...asked, version: version + 1 }
}

/** As `saveGroup`, for a field. Its kind stays: values of it are written down already. */
export async function saveField(db: Db, key: string, { version, ...asked }: AskedField): Promise<CustomerField> {
  checkChoices(asked.choices)
  if (asked.kind === 'choice' && asked.choices.length === 0)
    throw new Refusal(400, 'request.invalid', 'A field to choose from needs choices.', { choices: 'too_small' })
  if (version === undefined) {
    const made = { id: newId(), key, ...asked, version: 1 }
    if (!(await store.addField(db, made))) throw keyTaken()
    return made
  }
  const before = await store.findField(db, key)
  if (!before) throw noSuchKey()
  if (before.kind !== asked.kind)
    throw new Refusal(409, 'people.kind_stays', 'The kind of a field stays; retire this one and make another.', { kind: 'stays' })
  if (!(await store.changeField(db, { ...before, ...asked, version }))) throw changedMeanwhile()
  return { ...before, ...asked, version: version + 1 }
}
