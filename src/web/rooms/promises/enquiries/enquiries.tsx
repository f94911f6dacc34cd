import { useState } from 'react'
import { listEnquiries, notBoughtReasons } from '#rooms/promises/enquiries/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Segmented } from '../../../kit/field.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { flag, maybe, oneOf, text, useAddress } from '../../../shell/address.ts'
import { useAsk } from '../../../shell/api.ts'
import { useKeys } from '../../../shell/keys.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { PlaceHead } from '../place-head.tsx'
import { useEnquiryNews } from './enquiries-data.ts'
import { EnquiryDialog } from './enquiry-dialog.tsx'
import { EnquiryLine } from './enquiry-line.tsx'
import { Figures } from './figures.tsx'
import { NewEnquiry } from './new-enquiry.tsx'
import { enquiryWords } from './words.data.ts'
import '../promises.css'
import './enquiries.css'

const states = ['waiting', 'bought', 'not-bought'] as const
const address = {
  state: oneOf(states, 'waiting'),
  whose: oneOf(['all', 'mine'], 'all'),
  reason: maybe(notBoughtReasons),
  /** The customer and the enquiry that is open. */
  of: text(),
  enquiry: text(),
  new: flag(),
}
type State = ReturnType<typeof useAddress<typeof address>>[0]
type Change = ReturnType<typeof useAddress<typeof address>>[1]

function Nothing({ state, change, onMake }: { state: State; change: Change; onMake: () => void }) {
  const words = useWords(enquiryWords)
  const may = useMay()
  if (state.whose === 'mine')
    return (
      <EmptyState
        icon="leaf"
        isNoResult
        title={words.emptyMine}
        act={<Button onClick={() => change({ whose: 'all' })}>{words.showAll}</Button>}
      />
    )
  return (
    <EmptyState
      icon="message"
      isNoResult
      title={words.empty[state.state]}
      act={state.state === 'waiting' && may('promises.write') && <Button onClick={onMake}>{words.make}</Button>}
    >
      {state.state === 'waiting' && words.emptyWhy}
    </EmptyState>
  )
}

function List({ state, change, onMake }: { state: State; change: Change; onMake: () => void }) {
  const words = useWords(enquiryWords)
  const say = useSay()
  const query = {
    state: state.state,
    whose: state.whose,
    ...(state.reason && state.state === 'not-bought' ? { reason: state.reason } : {}),
    limit: 500,
  }
  const asked = useAsk(listEnquiries, { query }, { placeholderData: (before) => before })
  if (asked.error && !asked.data) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton lines={6} height={3} />
  const { enquiries, count } = asked.data
  if (enquiries.length === 0) return <Nothing state={state} change={change} onMake={onMake} />
  return (
    <>
      <ul className="card enquiry-list">
        {enquiries.map((row) => (
          <EnquiryLine key={row.id} row={row} onOpen={() => change({ of: row.customerId, enquiry: row.id })} />
        ))}
      </ul>
      {count > enquiries.length && <p className="meta">{words.shown(say.number(enquiries.length), say.number(count))}</p>}
    </>
  )
}

/** Questions before a purchase: what waits for an answer, what was quoted, what it became or why not. */
export default function Enquiries() {
  const words = useWords(enquiryWords)
  const may = useMay()
  const [state, change] = useAddress(address)
  const [isMaking, make] = useState(false)
  useEnquiryNews()
  useKeys(may('promises.write') ? [{ key: 'N', words: words.make, act: () => make(true) }] : [])
  return (
    <>
      <PlaceHead part="enquiries">
        {may('promises.write') && (
          <Button icon="plus" keyHint="N" onClick={() => make(true)}>
            {words.make}
          </Button>
        )}
      </PlaceHead>
      <div className="frame-page" data-scrolls role="tabpanel" aria-labelledby="promises-enquiries">
        <div className="enquiries">
          <p className="t2 enquiries-what">{words.what}</p>
          <Figures
            reason={state.reason}
            onReason={(reason) => change(reason ? { reason, state: 'not-bought', whose: 'all' } : { reason: undefined })}
          />
          <div className="row g3 wrap">
            <Segmented
              label={words.statesLabel}
              value={state.state}
              choices={states.map((value) => ({ value, words: words.states[value] }))}
              onChange={(to) => change({ state: to, reason: undefined })}
            />
            <Segmented
              label={words.whoseLabel}
              value={state.whose}
              choices={(['all', 'mine'] as const).map((value) => ({ value, words: words.whose[value] }))}
              onChange={(whose) => change({ whose })}
            />
            {state.reason && state.state === 'not-bought' && (
              <Chip tone="brand" onRemove={() => change({ reason: undefined })} removeLabel={words.without}>
                {words.reasons[state.reason]}
              </Chip>
            )}
          </div>
          <List state={state} change={change} onMake={() => make(true)} />
        </div>
      </div>
      {(isMaking || state.new) && (
        <NewEnquiry
          customerId={undefined}
          onClose={() => {
            make(false)
            if (state.new) change({ new: false }, { isQuiet: true })
          }}
          onMade={({ customerId, id }) => change({ of: customerId, enquiry: id, new: false, state: 'waiting' })}
        />
      )}
      {state.of && state.enquiry && !isMaking && (
        <EnquiryDialog
          key={state.enquiry}
          customerId={state.of}
          enquiryId={state.enquiry}
          onClose={() => change({ of: '', enquiry: '' })}
        />
      )}
    </>
  )
}
