import type { LetterContent } from '#rooms/messages/letters/blocks/contract.ts'
import type { Finding } from '#rooms/messages/letters/contract.ts'

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Every text of a letter in one place and language, with a phrase put in another's stead, whatever its capitals. */
export function replaced(content: LetterContent, { where, language, words, instead }: Finding): LetterContent {
  if (language === null || instead === null) return content
  const phrase = new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegex(words)}(?![\\p{L}\\p{N}])`, 'giu')
  const put = (text: string): string => text.normalize('NFC').replace(phrase, () => instead)
  const both = (texts: { vi: string; en: string }) => ({ ...texts, [language]: put(texts[language]) })
  if (where === 'subject' || where === 'preview') return { ...content, [where]: both(content[where]) }
  return {
    ...content,
    blocks: content.blocks.map((block) => {
      if (block.key !== where) return block
      if (block.kind === 'words') {
        const lines = block.words[language].map((line) => ({ ...line, runs: line.runs.map((run) => ({ ...run, text: put(run.text) })) }))
        return { ...block, words: { ...block.words, [language]: lines } }
      }
      // The other kinds hold their words as pairs of the two languages.
      return Object.fromEntries(
        Object.entries(block).map(([name, value]) => [
          name,
          typeof value === 'object' && value !== null && 'vi' in value ? both(value) : value,
        ]),
      ) as typeof block
    }),
  }
}
