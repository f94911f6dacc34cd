/** What later rooms may ask of people. */
export { addCustomer, addWay, editCustomer, requireCustomer, requireForUpdate, takeBackCustomer } from './actions.ts'
export {
  COPY_CUSTOMERS,
  copyText,
  customerCopyLine,
  findChanges,
  findTwins,
  learnStagedWords,
  makeCustomerStage,
  matchCustomers,
  type StagedCustomer,
  type StagedName,
  stageName,
} from './bulk.ts'
export { type BulkStamp, countStaged, findKept, STAGED_NOTES, type StagedCounts, takeBackCustomers, writeCustomers } from './bulk-write.ts'
export { readContact } from './contacts.ts'
export type { Contact, Customer, Occasion, Preference, Refuted, Relationship } from './customer.ts'
export { findByCardAndName, findByFragment, findByName, type NameMatch } from './finding.ts'
export { findByBeginning, findByKeys, findByPhoneEnd, findBySourceCode, type Hit } from './finding-store.ts'
export { countHeardFrom, forgetHeardFrom, noteHeardFrom } from './heard-from-store.ts'
export { type ListFilter, readFilter } from './list-filter.ts'
export { countList, customerOrder, customersWhere, estimateCustomers, type ListSort, listWindow } from './list-store.ts'
export { contactsFor, payingFor } from './mask-rules.ts'
export { birthdayOccasion } from './occasion-rules.ts'
export { occasionsNear } from './occasions.ts'
export { findNoted, findOccasions as notedOccasionsOf } from './occasions-store.ts'
export { addCardUsed, addOrderCode, orderCodeHolders } from './order-keys.ts'
export { standingOn } from './preference-rules.ts'
export { notePreference, preferencesToConfirm, refutePreference, restorePreference } from './preferences.ts'
export { allPreferencesOf, preferencesOf, preferencesOfAll } from './preferences-store.ts'
export { relationshipsOf } from './relationships.ts'
export { organisationsOf } from './relationships-store.ts'
export { callThem, greetOutLoud } from './rules.ts'
export { seedFields, seedGroups, unseed } from './seeding.ts'
export { findAll, noteContact, resetContact } from './store.ts'
export { viewOccasion, viewPreference, viewRow } from './views.ts'
export { countDays, onDay } from './year-store.ts'
