/** Where a Zalo message can go: a follower of the house's account by their id there, or a telephone number. */
type ZaloAddress = { userId: string } | { phone: string }

/** Ids are long whole numbers, longer than any telephone number; numbers are told as Zalo writes them, `84…`. */
export function readZaloAddress(text: string): ZaloAddress | undefined {
  const bare = text.replace(/[\s.-]/g, '')
  if (/^\d{16,20}$/.test(bare)) return { userId: bare }
  const [, home] = /^(?:\+?84|0)([35789]\d{8})$/.exec(bare) ?? []
  return home ? { phone: `84${home}` } : undefined
}
