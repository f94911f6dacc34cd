/** What a new letter begins with, in both languages, to be written over: it is the customers' to read, not the screen's. */
export const starter = {
  greeting: {
    vi: 'Tháng này ở {{house}} có một điều muốn kể với {{called}}.',
    en: 'There is something at {{house}} we would like to tell you this month.',
  },
  closing: { vi: 'Hẹn gặp {{called}}.', en: 'See you soon.' },
} as const
