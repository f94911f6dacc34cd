import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { type MergeField, mergeFields, type WordLine } from '#rooms/messages/letters/blocks/contract.ts'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { TextField } from '../../../kit/field.tsx'
import { Menu } from '../../../kit/menu.tsx'
import { useWords } from '../../../shell/words.ts'
import { letterWords } from './words.data.ts'
import { chipOf, isField, nodesOf, readLines, showLines, textIn } from './words-dom.ts'

type Chip = { element: HTMLElement; field: string; fallback: string }

/** What a field is called, in the language of the screen. */
export function useFieldWords(): (field: string) => string | undefined {
  const words = useWords(letterWords).fields
  return (field) => (isField(field) ? words[field] : undefined)
}

/** Puts a node where the cursor is in a box, or at its end, and leaves the cursor behind it. */
function insertNode(box: HTMLElement, node: Node): void {
  const selection = window.getSelection()
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined
  const at = range && box.contains(range.commonAncestorContainer) ? range : document.createRange()
  if (at !== range) {
    const last = box.lastElementChild && !box.dataset['line'] ? box.lastElementChild : box
    at.selectNodeContents(last)
    at.collapse(false)
  }
  at.deleteContents()
  at.insertNode(node)
  at.setStartAfter(node)
  at.collapse(true)
  selection?.removeAllRanges()
  selection?.addRange(at)
}

const pastePlain = (event: ClipboardEvent, isLine: boolean) => {
  event.preventDefault()
  const text = event.clipboardData.getData('text/plain').normalize('NFC')
  // Browsers keep this for boxes that are edited in place: it stays in their own undo.
  document.execCommand('insertText', false, isLine ? text.replace(/\s+/g, ' ') : text)
}

function FallbackDialog({ chip, onDone, onClose }: { chip: Chip; onDone: (fallback: string | undefined) => void; onClose: () => void }) {
  const words = useWords(letterWords)
  const say = useFieldWords()
  const [text, setText] = useState(chip.fallback)
  return (
    <Dialog
      title={words.fallback.title(say(chip.field) ?? chip.field)}
      size="small"
      onClose={onClose}
      onSubmit={() => onDone(text.replace(/[{}|]/g, '').trim())}
      ends={
        <>
          <Button kind="quiet" icon="trash" onClick={() => onDone(undefined)}>
            {words.fallback.remove}
          </Button>
          <Button kind="primary" type="submit">
            {words.fallback.save}
          </Button>
        </>
      }
    >
      <TextField label={words.fallback.label} hint={words.fallback.hint} value={text} onText={setText} maxLength={120} data-autofocus />
    </Dialog>
  )
}

/** A press on a chip opens what is written where the field is empty. */
function useChips(box: React.RefObject<HTMLDivElement | null>, changed: () => void) {
  const [chip, open] = useState<Chip>()
  const onClick = (event: React.MouseEvent) => {
    const element = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.field-chip') : null
    if (element) open({ element, field: element.dataset['field'] ?? '', fallback: element.dataset['fallback'] ?? '' })
    else if (event.target instanceof HTMLElement && event.target.closest('a')) event.preventDefault()
  }
  const dialog = chip && (
    <FallbackDialog
      chip={chip}
      onClose={() => open(undefined)}
      onDone={(fallback) => {
        if (fallback === undefined) chip.element.remove()
        else chip.element.dataset['fallback'] = fallback
        open(undefined)
        changed()
        box.current?.focus()
      }}
    />
  )
  return { onClick, dialog }
}

function FieldMenu({ onField, isSmall }: { onField: (field: MergeField) => void; isSmall?: boolean }) {
  const words = useWords(letterWords)
  return (
    <Menu
      button={
        isSmall ? (
          <IconButton icon="tag" size="small" label={words.fields.add} />
        ) : (
          <Button kind="quiet" size="small" icon="tag">
            {words.fields.add}
          </Button>
        )
      }
      items={mergeFields.map((field) => ({
        words: `${words.fields[field]} (${words.fieldExamples[field]})`,
        act: () => onField(field),
      }))}
    />
  )
}

/** One line of words with fields in it. */
export function FieldText({
  label,
  hint,
  value,
  onText,
  isLarge,
}: {
  label: string
  hint?: string
  value: string
  onText: (text: string) => void
  isLarge?: boolean
}) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const last = useRef<string>(undefined)
  const say = useFieldWords()
  const read = () => {
    if (!box.current) return
    const text = textIn(box.current).replace(/\n/g, ' ')
    last.current = text
    onText(text)
  }
  useEffect(() => {
    if (!box.current || value === last.current) return
    last.current = value
    box.current.replaceChildren(...nodesOf(value, say))
  })
  const chips = useChips(box, read)
  const put = (field: MergeField) => {
    if (!box.current) return
    box.current.focus()
    insertNode(box.current, chipOf(field, '', say))
    read()
  }
  return (
    <div className="field">
      <span className="field-label" id={id}>
        {label}
      </span>
      <div className="field-text">
        {/* biome-ignore lint/a11y/useSemanticElements: an input can't hold the chips of fields. */}
        <div
          ref={box}
          role="textbox"
          tabIndex={0}
          aria-labelledby={id}
          aria-placeholder={hint}
          className={`input field-text-box ${isLarge ? 'field-text-large' : ''}`}
          contentEditable
          suppressContentEditableWarning
          data-line="1"
          data-placeholder={hint}
          data-empty={value === '' || undefined}
          onInput={read}
          onClick={chips.onClick}
          onPaste={(event) => pastePlain(event, true)}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && event.preventDefault()}
        />
        <FieldMenu isSmall onField={put} />
      </div>
      {chips.dialog}
    </div>
  )
}

function LinkDialog({ link, onDone, onClose }: { link: string; onDone: (link: string) => void; onClose: () => void }) {
  const words = useWords(letterWords).link
  const [text, setText] = useState(link || 'https://')
  return (
    <Dialog
      title={words.title}
      size="small"
      onClose={onClose}
      onSubmit={() => onDone(text.trim())}
      ends={
        <>
          <Button kind="quiet" onClick={() => onDone('')}>
            {words.remove}
          </Button>
          <Button kind="primary" type="submit">
            {words.save}
          </Button>
        </>
      }
    >
      <TextField label={words.address} hint={words.hint} value={text} onText={setText} type="url" data-autofocus />
    </Dialog>
  )
}

/** Sets or takes away the link of what is marked. */
function applyLink(box: HTMLElement, range: Range, link: string): void {
  const selection = window.getSelection()
  box.focus()
  selection?.removeAllRanges()
  selection?.addRange(range)
  if (link === '' || link === 'https://') {
    document.execCommand('unlink')
    return
  }
  if (range.collapsed) document.execCommand('insertText', false, link.replace(/^https:\/\//, ''))
  else document.execCommand('createLink', false, link)
  for (const anchor of box.querySelectorAll<HTMLAnchorElement>('a:not([data-link])'))
    anchor.dataset['link'] = anchor.getAttribute('href') ?? ''
  if (range.collapsed) {
    const text = window.getSelection()
    text?.modify('extend', 'backward', 'word')
    document.execCommand('createLink', false, link)
  }
}

const linkAt = (range: Range): string => {
  const node = range.startContainer
  const element = node instanceof HTMLElement ? node : node.parentElement
  return element?.closest('a')?.getAttribute('href') ?? ''
}

/** Paragraphs, headings, lists and links, edited where they stand. */
export function RichText({ label, value, onLines }: { label: string; value: readonly WordLine[]; onLines: (lines: WordLine[]) => void }) {
  const words = useWords(letterWords)
  const box = useRef<HTMLDivElement>(null)
  const last = useRef<string>(undefined)
  const say = useFieldWords()
  const [linking, setLinking] = useState<Range>()
  const written = JSON.stringify(value)
  const read = () => {
    if (!box.current) return
    const lines = readLines(box.current)
    last.current = JSON.stringify(lines)
    onLines(lines)
  }
  useEffect(() => {
    if (!box.current || written === last.current) return
    last.current = written
    showLines(box.current, JSON.parse(written), say)
  })
  const chips = useChips(box, read)
  const run = (command: string, argument?: string) => {
    box.current?.focus()
    document.execCommand(command, false, argument)
    read()
  }
  const heading = () => {
    const isHeading = document.queryCommandValue('formatBlock').toLowerCase() === 'h3'
    run('formatBlock', isHeading ? 'p' : 'h3')
  }
  const link = () => {
    const selection = window.getSelection()
    if (selection && selection.rangeCount > 0 && box.current?.contains(selection.anchorNode))
      setLinking(selection.getRangeAt(0).cloneRange())
  }
  const onKey = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyK') return
    event.preventDefault()
    event.stopPropagation()
    link()
  }
  return (
    <div className="rich">
      {/* biome-ignore lint/a11y/useSemanticElements: a textarea holds neither headings nor chips. */}
      <div
        ref={box}
        role="textbox"
        tabIndex={0}
        aria-multiline="true"
        aria-label={label}
        className="rich-box body"
        contentEditable
        suppressContentEditableWarning
        data-placeholder={words.placeholders.words}
        data-empty={value.every((line) => line.runs.length === 0) || undefined}
        onFocus={() => document.execCommand('defaultParagraphSeparator', false, 'p')}
        onInput={read}
        onClick={chips.onClick}
        onKeyDown={onKey}
        onPaste={(event) => pastePlain(event, false)}
      />
      <div className="rich-tools" role="toolbar" aria-label={label}>
        {/* A press must not take the mark away from the words it is about. */}
        <span className="row g1 wrap" onPointerDown={(event) => event.preventDefault()} role="presentation">
          <Button kind="quiet" size="small" onClick={() => run('bold')}>
            <b>{words.tools.bold}</b>
          </Button>
          <Button kind="quiet" size="small" onClick={heading}>
            {words.tools.heading}
          </Button>
          <Button kind="quiet" size="small" onClick={() => run('insertUnorderedList')}>
            {words.tools.list}
          </Button>
          <Button kind="quiet" size="small" onClick={link}>
            {words.tools.link}
          </Button>
        </span>
        <FieldMenu
          onField={(field) => {
            if (!box.current) return
            box.current.focus()
            insertNode(box.current, chipOf(field, '', say))
            read()
          }}
        />
      </div>
      {chips.dialog}
      {linking && (
        <LinkDialog
          link={linkAt(linking)}
          onClose={() => setLinking(undefined)}
          onDone={(to) => {
            setLinking(undefined)
            if (box.current) applyLink(box.current, linking, to)
            read()
          }}
        />
      )}
    </div>
  )
}
