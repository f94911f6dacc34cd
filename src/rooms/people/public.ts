/** What later rooms may ask of people. */
export { requireCustomer, requireForUpdate } from './actions.ts'
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
export type { Contact, Customer, Preference } from './customer.ts'
export { findByCardAndName, findByFragment, findByName, type NameMatch } from './finding.ts'
export { findByBeginning, findByKeys, findByPhoneEnd, findBySourceCode, type Hit } from './finding-store.ts'
export { addCardUsed, addOrderCode, orderCodeHolders } from './order-keys.ts'
export { preferencesOf, preferencesOfAll } from './preferences-store.ts'
export { callThem, greetOutLoud } from './rules.ts'
export { findAll, noteContact, resetContact } from './store.ts'
export { viewPreference } from './views.ts'
