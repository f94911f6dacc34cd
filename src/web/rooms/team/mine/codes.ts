/** Six digits, however they were spaced when they were pasted. */
export const isSixDigits = (text: string): boolean => /^\d{6}$/.test(text.replaceAll(/[\s-]/g, ''))
