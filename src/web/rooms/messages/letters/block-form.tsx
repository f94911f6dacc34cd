import { type Block, pictureWidths, staffWordsForUs } from '#rooms/messages/letters/blocks/contract.ts'
import type { PictureView } from '#rooms/messages/letters/contract.ts'
import { Field, Segmented, TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { useWords } from '../../../shell/words.ts'
import { PictureBox } from './picture-box.tsx'
import { FieldText, RichText } from './rich-text.tsx'
import { letterWords } from './words.data.ts'

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>
type Props<K extends Block['kind']> = {
  block: Of<K>
  language: 'vi' | 'en'
  onChange: (block: Block) => void
  letterId: string
  pictures: readonly PictureView[]
  onPicture: (picture: PictureView) => void
}

type Both = { vi: string; en: string }

function WordsForm({ block, language, onChange }: Props<'words'>) {
  const words = useWords(letterWords)
  return (
    <RichText
      key={language}
      label={`${words.kinds.words}, ${words.languages[language]}`}
      value={block.words[language]}
      onLines={(lines) => onChange({ ...block, words: { ...block.words, [language]: lines } })}
    />
  )
}

function PictureForm({ block, language, onChange, letterId, pictures, onPicture }: Props<'picture'>) {
  const words = useWords(letterWords).form
  return (
    <div className="stack g3">
      <PictureBox
        letterId={letterId}
        pictureId={block.pictureId}
        pictures={pictures}
        onPicture={(picture) => {
          if (picture) onPicture(picture)
          onChange({ ...block, pictureId: picture?.id ?? null })
        }}
      />
      <TextField
        label={words.alt}
        hint={words.altHint}
        value={block.alt[language]}
        maxLength={300}
        onText={(alt) => onChange({ ...block, alt: { ...block.alt, [language]: alt } })}
      />
      <div className="row g3 wrap">
        <Segmented
          label={words.width}
          value={block.width}
          choices={pictureWidths.map((value) => ({ value, words: words.widths[value] }))}
          onChange={(width) => onChange({ ...block, width })}
        />
        <span className="grow block-link">
          <LinkField isOptional value={block.link} onText={(link) => onChange({ ...block, link })} />
        </span>
      </div>
    </div>
  )
}

function LinkField({ value, onText, isOptional }: { value: string; onText: (text: string) => void; isOptional?: boolean }) {
  const words = useWords(letterWords).form
  return (
    <TextField
      label={isOptional ? words.linkOptional : words.link}
      value={value}
      onText={onText}
      type="url"
      placeholder="https://"
      maxLength={2000}
    />
  )
}

function ProductForm({ block, language, onChange, letterId, pictures, onPicture }: Props<'product'>) {
  const words = useWords(letterWords)
  const set = (name: 'title' | 'benefit' | 'price' | 'linkWords', text: string) =>
    onChange({ ...block, [name]: { ...(block[name] satisfies Both), [language]: text } })
  return (
    <div className="block-two">
      <PictureBox
        letterId={letterId}
        pictureId={block.pictureId}
        pictures={pictures}
        onPicture={(picture) => {
          if (picture) onPicture(picture)
          onChange({ ...block, pictureId: picture?.id ?? null })
        }}
      />
      <div className="stack g3">
        <TextField label={words.form.title} value={block.title[language]} maxLength={200} onText={(text) => set('title', text)} />
        <FieldText
          key={language}
          label={words.form.benefit}
          hint={words.placeholders.benefit}
          value={block.benefit[language]}
          onText={(text) => set('benefit', text)}
        />
        <div className="block-pair">
          <TextField label={words.form.price} isNum value={block.price[language]} maxLength={60} onText={(text) => set('price', text)} />
          <LinkField isOptional value={block.link} onText={(link) => onChange({ ...block, link })} />
        </div>
        {block.link.trim() !== '' && (
          <TextField
            label={words.form.linkWords}
            placeholder={words.form.linkWordsHint}
            value={block.linkWords[language]}
            maxLength={60}
            onText={(text) => set('linkWords', text)}
          />
        )}
      </div>
    </div>
  )
}

function GatheringForm({ block, language, onChange }: Props<'gathering'>) {
  const words = useWords(letterWords).form
  const set = (name: 'title' | 'when' | 'where' | 'linkWords', text: string) =>
    onChange({ ...block, [name]: { ...(block[name] satisfies Both), [language]: text } })
  return (
    <div className="stack g3">
      <TextField label={words.title} value={block.title[language]} maxLength={200} onText={(text) => set('title', text)} />
      <div className="block-pair">
        <TextField label={words.when} value={block.when[language]} maxLength={160} onText={(text) => set('when', text)} />
        <TextField label={words.where} value={block.where[language]} maxLength={200} onText={(text) => set('where', text)} />
      </div>
      <div className="block-pair">
        <LinkField isOptional value={block.link} onText={(link) => onChange({ ...block, link })} />
        <TextField
          label={words.linkWords}
          placeholder={words.linkWordsHint}
          value={block.linkWords[language]}
          maxLength={60}
          onText={(text) => set('linkWords', text)}
        />
      </div>
    </div>
  )
}

function ButtonForm({ block, language, onChange }: Props<'button'>) {
  const words = useWords(letterWords).form
  return (
    <div className="block-pair">
      <TextField
        label={words.label}
        value={block.label[language]}
        maxLength={60}
        onText={(label) => onChange({ ...block, label: { ...block.label, [language]: label } })}
      />
      <LinkField value={block.link} onText={(link) => onChange({ ...block, link })} />
    </div>
  )
}

function SignatureForm({ block, language, onChange }: Props<'signature'>) {
  const words = useWords(letterWords).form
  const set = (name: 'name' | 'role' | 'closing', text: string) =>
    onChange({ ...block, [name]: { ...(block[name] satisfies Both), [language]: text } })
  const choices = [{ value: 'customer' as const, words: words.usAsCustomer }, ...staffWordsForUs.map((value) => ({ value, words: value }))]
  return (
    <div className="stack g3">
      <FieldText key={language} label={words.closing} value={block.closing[language]} onText={(text) => set('closing', text)} />
      <div className="block-pair">
        <TextField label={words.name} value={block.name[language]} maxLength={80} onText={(text) => set('name', text)} />
        <TextField label={words.role} value={block.role[language]} maxLength={120} onText={(text) => set('role', text)} />
      </div>
      {language === 'vi' && (
        <Field label={words.us}>
          {(ids) => (
            <Choice
              {...ids}
              value={block.us ?? 'customer'}
              choices={choices}
              onChange={(us) => onChange({ ...block, us: us === 'customer' ? null : us })}
            />
          )}
        </Field>
      )}
    </div>
  )
}

/** The inside of a block, edited where it stands. */
export function BlockForm(props: Props<Block['kind']>) {
  const { block, ...rest } = props
  switch (block.kind) {
    case 'words':
      return <WordsForm {...rest} block={block} />
    case 'picture':
      return <PictureForm {...rest} block={block} />
    case 'product':
      return <ProductForm {...rest} block={block} />
    case 'gathering':
      return <GatheringForm {...rest} block={block} />
    case 'button':
      return <ButtonForm {...rest} block={block} />
    case 'signature':
      return <SignatureForm {...rest} block={block} />
  }
}
