export function TokensPart() { return null }
