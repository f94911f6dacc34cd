/** The Tết holiday as the government announced it for public servants, weekends beside it included; other years have a usual one. */
export const announcedTet: Readonly<Record<number, { from: string; to: string }>> = {
  2024: { from: '2024-02-08', to: '2024-02-14' },
  2025: { from: '2025-01-25', to: '2025-02-02' },
  2026: { from: '2026-02-14', to: '2026-02-22' },
}
