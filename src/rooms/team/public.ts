/** What later rooms and the wiring may ask of the team. */
export { findByExtension, tokensInForce } from './calling-store.ts'
export { identify, identifyToken, newStartLink } from './doors.ts'
export { hashPassword } from './passwords.ts'
export { opensSealed } from './second-factor.ts'
export { addStaff, allStaff, findHouse, type House, removeSampleStaff } from './store.ts'
export { createToken } from './tokens.ts'
