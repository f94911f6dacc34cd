import { ButtonLink, IconButton } from '../../../kit/button.tsx'
import { Segmented } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { InlineEdit } from '../../../kit/inline-edit.tsx'
import { useWords } from '../../../shell/words.ts'
import type { DraftHand } from './draft.ts'
import { letterWords } from './words.data.ts'

export type Step = 'write' | 'send'

/** Whether what is written is kept, in a word. */
function SavingState({ hand }: { hand: DraftHand }) {
  const words = useWords(letterWords).saving
  if (hand.saving === 'failed')
    return (
      <span className="row g2" role="alert">
        <span className="c-danger">{words.failed}</span>
        <button type="button" className="link" onClick={() => void hand.flush().catch(() => {})}>
          {words.retry}
        </button>
      </span>
    )
  const state = hand.saving === 'conflict' ? 'dirty' : hand.saving
  return (
    <span className="meta row g1" role="status">
      {state === 'saved' && <Icon name="check" size="small" className="c-ok" />}
      {words[state]}
    </span>
  )
}

/** The way back, the letter's name in the house, whether it is kept, and the two steps. */
export function ComposerHead({
  hand,
  step,
  onStep,
  mayWrite,
  maySend,
}: {
  hand: DraftHand
  step: Step
  onStep: (step: Step) => void
  mayWrite: boolean
  maySend: boolean
}) {
  const words = useWords(letterWords)
  return (
    <header className="composer-head">
      <ButtonLink to="/messages" kind="quiet" icon="left" className="phone-off">
        {words.back}
      </ButtonLink>
      <span className="phone-only">
        <IconButton icon="left" label={words.back} onClick={() => window.history.back()} />
      </span>
      <h1 className="title grow cut composer-title">
        {mayWrite ? (
          <InlineEdit label={words.title} value={hand.draft.title} save={async (title) => hand.change({ title })}>
            {hand.draft.title}
          </InlineEdit>
        ) : (
          hand.draft.title
        )}
      </h1>
      {mayWrite && <SavingState hand={hand} />}
      {maySend && (
        <Segmented
          label={`${words.steps.write}, ${words.steps.send}`}
          value={step}
          choices={[
            { value: 'write', words: mayWrite ? words.steps.write : words.steps.read },
            { value: 'send', words: words.steps.send },
          ]}
          onChange={onStep}
        />
      )}
    </header>
  )
}
