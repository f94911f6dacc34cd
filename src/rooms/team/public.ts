/** What later rooms and the wiring may ask of the team. */
export { findByExtension, tokensInForce } from './calling-store.ts'
export { createToken, identify, newStartLink } from './doors.ts'
export { hashPassword } from './passwords.ts'
export { addStaff, findHouse, type House } from './store.ts'
