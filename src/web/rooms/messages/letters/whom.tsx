import { useState } from 'react'
import { type Block, blockLevels } from '#rooms/messages/letters/blocks/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip, ChipButton } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Segmented, TextField, Toggle } from '../../../kit/field.tsx'
import { useWords } from '../../../shell/words.ts'
import type { Topics } from './topics.ts'
import { type LetterWords, letterWords } from './words.data.ts'

const isTopic = (tag: string): boolean => /^[0-9a-f]{8}-/.test(tag)

/** Whom a block is for in a few words; empty where it is for everybody. */
export function whomWords(block: Block, topics: Topics, words: LetterWords): string {
  const named = block.topics.map((tag) => topics.find(({ id }) => id === tag)?.name ?? (isTopic(tag) ? '…' : tag))
  const level = block.level === 'any' ? [] : [words.whom.levels[block.level]]
  return [...named, ...level, ...(block.isOffer ? [words.whom.isOffer] : [])].join(' · ')
}

/** Whom a block is for: topics, likes, how well they know it, and whether it is an offer. */
export function ForWhom({
  block,
  topics,
  onChange,
  onClose,
}: {
  block: Block
  topics: Topics
  onChange: (block: Block) => void
  onClose: () => void
}) {
  const words = useWords(letterWords).whom
  const [typed, setTyped] = useState('')
  const tags = block.topics.filter((tag) => !isTopic(tag))
  const put = (next: string[]) => onChange({ ...block, topics: [...new Set(next)].slice(0, 12) })
  const addTag = () => {
    const tag = typed.trim().slice(0, 80)
    if (tag === '') return false
    put([...block.topics, tag])
    setTyped('')
    return true
  }
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={() => {
        if (!addTag()) onClose()
      }}
      ends={
        <Button kind="primary" onClick={onClose}>
          {words.done}
        </Button>
      }
    >
      <div className="stack g4">
        {topics.length > 0 && (
          <fieldset className="chip-choice">
            <legend className="meta">{words.topics}</legend>
            <div className="row g1 wrap">
              {topics.map(({ id, name }) => (
                <ChipButton
                  key={id}
                  isOn={block.topics.includes(id)}
                  onPress={() => put(block.topics.includes(id) ? block.topics.filter((one) => one !== id) : [...block.topics, id])}
                >
                  {name}
                </ChipButton>
              ))}
            </div>
            <p className="meta">{words.topicsHint}</p>
          </fieldset>
        )}
        <div className="stack g2">
          <TextField label={words.tags} hint={words.tagsHint} value={typed} onText={setTyped} maxLength={80} onBlur={addTag} />
          {tags.length > 0 && (
            <div className="row g1 wrap">
              {tags.map((tag) => (
                <Chip key={tag} onRemove={() => put(block.topics.filter((one) => one !== tag))}>
                  {tag}
                </Chip>
              ))}
            </div>
          )}
        </div>
        <div className="stack g1">
          <span className="field-label">{words.level}</span>
          <Segmented
            label={words.level}
            value={block.level}
            choices={blockLevels.map((value) => ({ value, words: words.levels[value] }))}
            onChange={(level) => onChange({ ...block, level })}
          />
        </div>
        <Toggle isOn={block.isOffer} onChange={(isOffer) => onChange({ ...block, isOffer })}>
          <span className="stack">
            <span>{words.offer}</span>
            <span className="meta">{words.offerHint}</span>
          </span>
        </Toggle>
      </div>
    </Dialog>
  )
}
