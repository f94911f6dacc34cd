/** A number as it is typed in either language: "1.200,5" or "1,200.5". */
export function readNumber(text: string, language: 'vi' | 'en'): number | undefined {
  const [group, point] = language === 'vi' ? (['.', ','] as const) : ([',', '.'] as const)
  const plain = text.replaceAll(/\s/g, '').replaceAll(group, '').replace(point, '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}
