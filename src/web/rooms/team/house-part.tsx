export function HousePart() { return null }
