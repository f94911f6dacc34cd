import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addItem, changeItem, itemKinds, itemStates, listItems, removeItem } from '#rooms/catalogue/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Segmented, TextField } from '../../kit/field.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { offerUndo, say as tell } from '../../kit/toasts.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { call, keyOf, useAct } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useHouse, useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { MoneyField } from '../people/money-field.tsx'
import { bodyOf, type Draft, draftOf, newBodyOf, newDraft, saidOfDraft } from './draft.ts'
import { type Item, type Language, sayItem } from './saying.ts'
import { catalogueWords } from './words.data.ts'

type Change = (part: Partial<Draft>) => void

function Lines({
  label,
  hint,
  value,
  language,
  onText,
}: {
  label: string
  hint: string
  value: string
  language: Language
  onText: (text: string) => void
}) {
  return (
    <Field label={label}>
      {(ids) => (
        <textarea
          {...ids}
          className="input input-lines"
          rows={2}
          maxLength={400}
          lang={language}
          value={value}
          placeholder={hint}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

const written = {
  vi: { benefit: 'benefitVi', forWhom: 'forWhomVi', differs: 'differsVi' },
  en: { benefit: 'benefitEn', forWhom: 'forWhomEn', differs: 'differsEn' },
} as const

/** The words for the customer, one language at a time, and how they read together. */
function WordsFields({ draft, change }: { draft: Draft; change: Change }) {
  const words = useWords(catalogueWords)
  const [language, write] = useState<Language>('vi')
  const fields = written[language]
  const hasName = draft.nameVi.trim() !== ''
  return (
    <fieldset className="item-words">
      <legend className="unseen">{words.inLanguage}</legend>
      <Segmented
        label={words.inLanguage}
        value={language}
        choices={(['vi', 'en'] as const).map((value) => ({ value, words: words.languages[value] }))}
        onChange={write}
      />
      <div className="item-reads">
        <p className="meta">{words.reads}</p>
        <p className="body" lang={language}>
          {hasName ? sayItem(saidOfDraft(draft, language), language) : <span className="t3">{words.readsNothing}</span>}
        </p>
      </div>
      {language === 'en' && (
        <TextField label={words.nameEn} lang="en" maxLength={120} value={draft.nameEn} onText={(nameEn) => change({ nameEn })} />
      )}
      {(['benefit', 'forWhom', 'differs'] as const).map((field) => (
        <Lines
          key={field}
          label={words[field]}
          hint={words[`${field}Hint`]}
          value={draft[fields[field]]}
          language={language}
          onText={(text) => change({ [fields[field]]: text })}
        />
      ))}
    </fieldset>
  )
}

function Prices({ draft, change, mayCost }: { draft: Draft; change: Change; mayCost: boolean }) {
  const words = useWords(catalogueWords)
  return (
    <div className="item-pair">
      <MoneyField
        label={words.price}
        amount={draft.price}
        currency={draft.currency}
        error={words.badAmount}
        onAmount={(price) => change({ price })}
      />
      {mayCost && (
        <MoneyField
          label={words.cost}
          amount={draft.cost}
          currency={draft.currency}
          error={words.badAmount}
          onAmount={(cost) => change({ cost })}
        />
      )}
    </div>
  )
}

/** Whether a new item is here: what is there already is moved by its own acts. */
function Standing({ draft, change }: { draft: Draft; change: Change }) {
  const words = useWords(catalogueWords)
  return (
    <div className="item-pair">
      <Segmented
        label={words.state}
        value={draft.state}
        choices={itemStates.filter((state) => state !== 'gone').map((value) => ({ value, words: words.states[value] }))}
        onChange={(state) => change({ state })}
      />
      {draft.state === 'coming' && (
        <TextField label={words.comingDay} type="date" isNum value={draft.comingOn} onText={(comingOn) => change({ comingOn })} />
      )}
    </div>
  )
}

/** Saving: what is new can be taken back, what changed is told. */
function useSaving(item: Item | undefined, onClose: () => void) {
  const words = useWords(catalogueWords)
  const queries = useQueryClient()
  const { language } = useSay()
  const nameOf = (one: Item): string => (language === 'en' && one.nameEn) || one.nameVi
  const again = () => queries.invalidateQueries({ queryKey: keyOf(listItems) })
  const onDone = (saved: Item) => {
    void again()
    if (item) tell(words.saved(nameOf(saved)), { tone: 'ok' })
    else
      offerUndo(words.added(nameOf(saved)), async () => {
        await call(removeItem, { params: { itemId: saved.id } })
        await again()
      })
    onClose()
  }
  const adding = useAct(addItem, { onDone })
  const changing = useAct(changeItem, { onDone })
  return {
    isRunning: adding.isRunning || changing.isRunning,
    problem: adding.problem ?? changing.problem,
    again: () => (item ? changing.again() : adding.again()),
    save: (draft: Draft, mayCost: boolean): boolean => {
      const change = bodyOf(draft, mayCost)
      const fresh = newBodyOf(draft, mayCost)
      if (!change || !fresh) return false
      if (item) changing.go({ params: { itemId: item.id }, body: { ...change, version: item.version } })
      else adding.go({ body: fresh })
      return true
    },
  }
}

/** An item: what it is, what the customer has of it, what it must be matched by, and its price. */
export function ItemDialog({ item, name = '', onClose }: { item: Item | undefined; name?: string; onClose: () => void }) {
  const words = useWords(catalogueWords)
  const kit = useWords(kitWords)
  const { language } = useSay()
  const { currency } = useHouse()
  const mayCost = useMay()('see.values')
  const [draft, setDraft] = useState<Draft>(() => (item ? draftOf(item, language) : newDraft(currency, name)))
  const [isTried, setTried] = useState(false)
  const saving = useSaving(item, onClose)
  const change: Change = (part) => setDraft((before) => ({ ...before, ...part }))
  return (
    <Dialog
      title={item ? words.editTitle : words.newTitle}
      size="wide"
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        saving.save(draft, mayCost)
      }}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={saving.isRunning}>
            {words.save}
          </Button>
        </>
      }
    >
      <TextField
        label={words.name}
        lang="vi"
        placeholder={words.nameHint}
        maxLength={120}
        value={draft.nameVi}
        error={isTried && draft.nameVi.trim() === '' ? words.noName : undefined}
        onText={(nameVi) => change({ nameVi })}
      />
      <div className="item-pair">
        <Segmented
          label={words.kind}
          value={draft.kind}
          choices={itemKinds.map((value) => ({ value, words: words.kinds[value] }))}
          onChange={(kind) => change({ kind })}
        />
        <TextField
          label={words.group}
          placeholder={words.groupHint}
          maxLength={60}
          value={draft.group}
          onText={(group) => change({ group })}
        />
      </div>
      {!item && <Standing draft={draft} change={change} />}
      <WordsFields draft={draft} change={change} />
      <TextField label={words.topics} hint={words.topicsHint} value={draft.topics} onText={(topics) => change({ topics })} />
      <TextField label={words.contents} hint={words.contentsHint} value={draft.contents} onText={(contents) => change({ contents })} />
      <TextField label={words.aliases} hint={words.aliasesHint} value={draft.aliases} onText={(aliases) => change({ aliases })} />
      <Prices draft={draft} change={change} mayCost={mayCost} />
      <ProblemLine problem={saving.problem} onRetry={saving.again} />
    </Dialog>
  )
}
