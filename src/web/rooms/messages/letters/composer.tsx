import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'wouter'
import { addPhrase, checkLetter, type Finding, getLetter, type LetterView, type PictureView } from '#rooms/messages/letters/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Segmented } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { useIsPhone } from '../../../kit/phone.ts'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { oneOf, text, useAddress } from '../../../shell/address.ts'
import { keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useKeys } from '../../../shell/keys.ts'
import { useLanguage } from '../../../shell/look.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { SendPanel } from '../sending/panel.tsx'
import { messageWords } from '../words.data.ts'
import { BlockList, focusBlock } from './block-list.tsx'
import { ComposerHead } from './composer-head.tsx'
import { type DraftHand, useDraft } from './draft.ts'
import { FindingActsContext, FindingLine } from './findings.tsx'
import { PhrasesDialog } from './phrases-dialog.tsx'
import { Preview } from './preview.tsx'
import { replaced } from './replacing.ts'
import { FieldText } from './rich-text.tsx'
import { type Topics, useTopics } from './topics.ts'
import { letterWords } from './words.data.ts'
import './composer.css'

const address = {
  step: oneOf(['write', 'send'], 'write'),
  customer: text(),
  reads: oneOf(['own', 'vi', 'en'], 'own'),
}

/** Two people at one letter: which goes on is said by whoever comes second. */
function Conflict({ hand }: { hand: DraftHand }) {
  const words = useWords(letterWords).conflict
  return (
    <Dialog
      title={words.title}
      size="small"
      onClose={() => void hand.settle('theirs')}
      ends={
        <>
          <Button onClick={() => void hand.settle('mine').catch(() => {})}>{words.mine}</Button>
          <Button kind="primary" onClick={() => void hand.settle('theirs')}>
            {words.theirs}
          </Button>
        </>
      }
    >
      <p className="t2">{words.what}</p>
    </Dialog>
  )
}

/** What is worth another look, all of it, with a way to each. */
function Notes({ findings, hand, onLanguage }: { findings: readonly Finding[]; hand: DraftHand; onLanguage: (to: 'vi' | 'en') => void }) {
  const words = useWords(letterWords)
  const [isListing, list] = useState(false)
  const { blocks } = hand.draft.content
  const nameOf = (where: string): string => {
    const at = blocks.findIndex(({ key }) => key === where)
    const block = blocks[at]
    if (where === 'subject' || where === 'preview') return words.check.where[where]
    return block ? `${words.kinds[block.kind]} ${at + 1}` : ''
  }
  const show = ({ where, language }: Finding) => {
    if (language) onLanguage(language)
    requestAnimationFrame(() =>
      where === 'subject' || where === 'preview' ? document.querySelector<HTMLElement>('.field-text-box')?.focus() : focusBlock(where),
    )
  }
  return (
    <section className="notes card" aria-label={words.check.title}>
      <header className="row g2">
        <Icon name={findings.length === 0 ? 'check' : 'idea'} className={findings.length === 0 ? 'c-ok' : 'c-info'} />
        <h2 className="strong grow">{findings.length === 0 ? words.check.none : words.check.count(findings.length)}</h2>
        <Button kind="quiet" size="small" onClick={() => list(true)}>
          {words.check.phrases}
        </Button>
      </header>
      {findings.length > 0 && (
        <ul className="notes-list">
          {findings.slice(0, 30).map((finding) => (
            <li key={`${finding.kind} ${finding.where} ${finding.language} ${finding.words}`} className="notes-one">
              <ul className="grow">
                <FindingLine finding={finding} place={nameOf(finding.where)} />
              </ul>
              <Button kind="quiet" size="small" onClick={() => show(finding)}>
                {words.check.show}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {isListing && <PhrasesDialog onClose={() => list(false)} />}
    </section>
  )
}

type Writing = {
  hand: DraftHand
  letter: LetterView
  language: 'vi' | 'en'
  onLanguage: (to: 'vi' | 'en') => void
  topics: Topics
  findings: readonly Finding[]
}

/** Subject, preview line and blocks of one language. */
function WriteColumn({ hand, letter, language, onLanguage, topics, findings }: Writing) {
  const words = useWords(letterWords)
  const [fresh, setFresh] = useState<PictureView[]>([])
  const { content } = hand.draft
  const set = (name: 'subject' | 'preview', to: string) =>
    hand.change({ content: { ...content, [name]: { ...content[name], [language]: to } } })
  const other = language === 'vi' ? 'en' : 'vi'
  const lacks = findings.some(({ kind, language: in_ }) => kind === 'missing-language' && in_ === other)
  const ofHead = findings.filter(({ where, kind }) => (where === 'subject' || where === 'preview') && kind !== 'missing-language')
  return (
    <div className="composer-write">
      <div className="row g3 wrap">
        <Segmented
          label={words.writeIn}
          value={language}
          choices={(['vi', 'en'] as const).map((value) => ({ value, words: words.languages[value] }))}
          onChange={onLanguage}
        />
        {lacks && <span className="meta c-warn">{words.otherMissing[other]}</span>}
      </div>
      <div className="composer-top card">
        <FieldText
          key={`subject ${language}`}
          isLarge
          label={words.subject}
          hint={words.subjectHint}
          value={content.subject[language]}
          onText={(to) => set('subject', to)}
        />
        <FieldText
          key={`preview ${language}`}
          label={words.preview}
          hint={words.previewHint}
          value={content.preview[language]}
          onText={(to) => set('preview', to)}
        />
        {ofHead.length > 0 && (
          <ul className="block-findings">
            {ofHead.map((finding) => (
              <FindingLine key={`${finding.kind} ${finding.language} ${finding.words}`} finding={finding} />
            ))}
          </ul>
        )}
      </div>
      <BlockList
        hand={hand}
        letterId={letter.id}
        language={language}
        topics={topics}
        findings={findings.filter(({ kind }) => kind !== 'missing-language')}
        pictures={[...letter.pictures, ...fresh]}
        onPicture={(picture) => setFresh((before) => [...before, picture])}
      />
      <Notes findings={findings} hand={hand} onLanguage={onLanguage} />
    </div>
  )
}

/** What may be done about a finding: put the better words in, or allow the phrase in this house. */
function useFindingActs(hand: DraftHand) {
  const words = useWords(letterWords).check
  const queries = useQueryClient()
  const may = useMay()
  const allow = useAct(addPhrase, {
    onDone: (_, { body }) => {
      tell(words.allowed(body.phrase), { tone: 'ok' })
      void queries.invalidateQueries({ queryKey: keyOf(checkLetter) })
    },
  })
  return {
    replace: (finding: Finding) => hand.change({ content: replaced(hand.draft.content, finding) }),
    allow: may('messages.send')
      ? ({ language, words: phrase }: Finding) => language && allow.go({ body: { kind: 'allowed', language, phrase } })
      : undefined,
  }
}

function Open({ letter }: { letter: LetterView }) {
  const all = useWords(letterWords)
  const { list } = useWords(messageWords)
  const may = useMay()
  const isPhone = useIsPhone()
  const screen = useLanguage()
  const hand = useDraft(letter)
  const [state, change] = useAddress(address)
  const [language, setLanguage] = useState<'vi' | 'en'>(screen)
  const { topics } = useTopics()
  const checked = useAsk(checkLetter, { params: { letterId: letter.id } }, { placeholderData: (before) => before })
  const acts = useFindingActs(hand)
  const mayWrite = may('messages.write') && !isPhone
  const step = may('messages.send') ? state.step : 'write'
  const toSend = async () => {
    await hand.flush().catch(() => {})
    change({ step: 'send' })
  }
  useKeys([
    { key: 'Mod+S', words: all.keys.save, act: () => void hand.flush().catch(() => {}), whileTyping: true },
    ...(may('messages.send') ? [{ key: 'Mod+Enter', words: all.keys.send, act: () => void toSend(), whileTyping: true }] : []),
  ])
  const shown = state.reads === 'own' ? undefined : state.reads
  return (
    <FindingActsContext.Provider value={mayWrite ? acts : { replace: undefined, allow: undefined }}>
      <ComposerHead
        hand={hand}
        step={step}
        onStep={(to) => (to === 'send' ? void toSend() : change({ step: to }))}
        mayWrite={mayWrite}
        maySend={may('messages.send')}
      />
      {hand.problem && hand.saving === 'failed' && <ProblemLine problem={hand.problem} />}
      <div className="composer" data-scrolls>
        <div className="composer-main">
          {step === 'send' ? (
            <SendPanel letter={letter} hand={hand} findings={checked.data?.findings ?? []} />
          ) : mayWrite ? (
            <>
              {letter.isAhead && <p className="meta composer-ahead">{all.isAhead}</p>}
              <WriteColumn
                hand={hand}
                letter={letter}
                language={language}
                onLanguage={setLanguage}
                topics={topics}
                findings={checked.data?.findings ?? []}
              />
            </>
          ) : (
            isPhone && <p className="meta composer-ahead">{list.phoneOnly}</p>
          )}
        </div>
        <Preview
          letterId={letter.id}
          topics={topics}
          at={{ customerId: state.customer, as: '', language: shown }}
          onLook={(to) =>
            change(
              {
                ...(to.customerId === undefined ? {} : { customer: to.customerId }),
                ...('language' in to ? { reads: to.language ?? 'own' } : {}),
              },
              { isQuiet: true },
            )
          }
        />
      </div>
      {hand.saving === 'conflict' && <Conflict hand={hand} />}
    </FindingActsContext.Provider>
  )
}

/** One letter: written, looked at as anybody, sent. */
export default function Composer() {
  const { letterId = '' } = useParams<{ letterId: string }>()
  const asked = useAsk(getLetter, { params: { letterId } })
  if (asked.error && !asked.data) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton height={30} />
  return <Open key={asked.data.id} letter={asked.data} />
}
