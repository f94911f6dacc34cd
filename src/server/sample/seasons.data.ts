/** The first day of the Vietnamese year, and the full moon of its eighth month. */
export const lunarFeasts: readonly { tet: string; moon: string }[] = [
  { tet: '2023-01-22', moon: '2023-09-29' },
  { tet: '2024-02-10', moon: '2024-09-17' },
  { tet: '2025-01-29', moon: '2025-10-06' },
  { tet: '2026-02-17', moon: '2026-09-25' },
  { tet: '2027-02-06', moon: '2027-09-15' },
  { tet: '2028-01-26', moon: '2028-10-03' },
  { tet: '2029-02-13', moon: '2029-09-22' },
  { tet: '2030-02-02', moon: '2030-09-12' },
  { tet: '2031-01-23', moon: '2031-10-01' },
  { tet: '2032-02-11', moon: '2032-09-19' },
  { tet: '2033-01-31', moon: '2033-09-08' },
  { tet: '2034-02-19', moon: '2034-09-27' },
  { tet: '2035-02-08', moon: '2035-09-16' },
]

/** How much of an ordinary month each month brings, January first: rooms, shelves. Floods make October and November quiet. */
export const monthWeights = {
  stay: [0.85, 1, 1.05, 1.15, 1, 1.35, 1.5, 1.25, 0.75, 0.38, 0.45, 0.9],
  shop: [1.1, 1, 1, 1.05, 0.95, 1.05, 1.15, 1.05, 1, 0.6, 0.65, 1.15],
} as const

/** Days of the solar year on which people give or travel: month and day, how many days before it begins, and by how much. */
export const solarFeasts: readonly { on: string; before: number; after: number; stay: number; shop: number }[] = [
  { on: '03-08', before: 4, after: 0, stay: 1, shop: 1.8 },
  { on: '04-30', before: 2, after: 2, stay: 2.2, shop: 1.5 },
  { on: '09-02', before: 1, after: 1, stay: 1.8, shop: 1.3 },
  { on: '10-20', before: 4, after: 0, stay: 1, shop: 2 },
  { on: '11-20', before: 4, after: 0, stay: 1, shop: 2.2 },
  { on: '12-24', before: 8, after: 1, stay: 1.4, shop: 1.5 },
]
