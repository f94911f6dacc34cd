import type { z } from 'zod'
import type { foundView } from '#rooms/recognition/contract.ts'
import type { Say } from './say.ts'
import type { shellWords } from './words.data.ts'
import type { SameKeys } from './words.ts'

export type Found = z.output<typeof foundView>

/** "203" alone says nothing: it is the room 203. */
function labelled(
  { label, what }: { label?: string | undefined; what: string },
  { labels }: Pick<SameKeys<typeof shellWords.vi.facts>, 'labels'>,
) {
  const say = label === undefined || !Object.hasOwn(labels, label) ? undefined : labels[label as keyof typeof labels]
  return say ? say(what) : what
}

/** The fact that tells somebody apart, in words. */
export function factInWords(fact: Found['fact'], words: SameKeys<typeof shellWords.vi.facts>, say: Say): string {
  switch (fact.kind) {
    case 'last-visit':
      return words.lastVisit(say.relative(fact.on))
    case 'likes':
      return words.likes(fact.what)
    case 'avoids':
      return words.avoids(fact.what)
    case 'needs':
      return words.needs(fact.what)
    case 'usual':
      return words.usual(labelled(fact, words), say.number(fact.times), say.number(fact.of))
    case 'weekends':
      return words.weekends(say.number(fact.times), say.number(fact.of))
    case 'tag':
      return words.tag(fact.tag)
    case 'new':
      return words.new
  }
}
