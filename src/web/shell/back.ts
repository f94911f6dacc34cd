/** Where the sign-in page should lead back to: an address of this app and no other. */
export function safeBack(search: string): string {
  const back = new URLSearchParams(search).get('back') ?? '/'
  return /^\/(?![/\\])/.test(back) && !back.startsWith('/sign-in') && !back.startsWith('/api') ? back : '/'
}
