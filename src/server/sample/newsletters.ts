import { topicsTold } from './consents.data.ts'
import { rainyBooks, readingNight } from './newsletters.data.ts'

type Row = Record<string, unknown>

/** The letter that is being written for tomorrow, and the one that went out. */
export const COMING_LETTER = '0193a000-0000-7000-8000-00000000e001'
export const SENT_LETTER = '0193a000-0000-7000-8000-00000000e002'

const topicOf = (key: 'books' | 'events') => topicsTold.find((topic) => topic.key === key)?.id ?? null

const letterRow = (row: Row): Row => ({
  kind: 'newsletter',
  purpose: 'newsletter',
  least_blocks: 1,
  is_archived: true,
  is_sample: true,
  version: 1,
  ...row,
})

/** Rows of the letters themselves; `by`: who wrote them. */
export function newsletterRows({ sentAt, now, by }: { sentAt: Date; now: Date; by: string | null }): {
  letter: Row[]
  letter_version: Row[]
} {
  const written = new Date(sentAt.getTime() - 2 * 86_400_000)
  return {
    letter: [
      letterRow({
        letter_id: COMING_LETTER,
        title: 'Bản tin tháng này: Sách cho mùa mưa',
        topic_id: topicOf('books'),
        content: rainyBooks,
        made_by: by,
        frozen: 0,
        archive_code: null,
        made_at: new Date(now.getTime() - 86_400_000),
        updated_at: now,
      }),
      letterRow({
        letter_id: SENT_LETTER,
        title: 'Thư mời: đêm đọc sách bên sông',
        topic_id: topicOf('events'),
        content: readingNight,
        frozen: 1,
        archive_code: 'demdocsachbenso',
        made_by: by,
        made_at: written,
        updated_at: written,
      }),
    ],
    letter_version: [
      {
        letter_id: SENT_LETTER,
        number: 1,
        content: readingNight,
        purpose: 'newsletter',
        topic_id: topicOf('events'),
        least_blocks: 1,
        frozen_at: sentAt,
        frozen_by: by,
        is_sample: true,
      },
    ],
  }
}
