import { useLocation } from 'wouter'
import { ErrorState } from '../../kit/states.tsx'
import { useMay } from '../../shell/session.tsx'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { useCallInConsole } from '../calls/console-call.ts'
import { CallSlot } from '../calls/slot.tsx'
import { CallsToday } from '../calls/today.tsx'
import { Arrivals } from './arrivals.tsx'
import { PeopleAround } from './card-around.tsx'
import { ChoiceList } from './choice-list.tsx'
import { ConsoleBox, CounterMode, Opened } from './console-parts.tsx'
import { type ConsoleState, useConsole } from './console-state.ts'
import { CustomerCard } from './customer-card.tsx'
import { HeardFromFoot } from './heard-from.tsx'
import { NewNumber, Nobody } from './nobody.tsx'
import { isWholeNumber } from './reading.ts'
import { StayCard } from './stay-card.tsx'
import { useCounter, VeilRoom } from './veil.tsx'
import { recognitionWords } from './words.data.ts'
import './console.css'

/** The people it may be, or how to know somebody new. */
function Choices({ state }: { state: ConsoleState }) {
  const { people, asked, isFresh, takeId } = state
  const may = useMay()
  const isNobody = asked !== '' && isFresh && people.length === 0
  const isAskedByName = asked === '' || (isNobody && !isWholeNumber(asked))
  return (
    <>
      <div className="console-columns">
        <div>
          {asked === '' && !state.isChoosing && may('orders.read') && <Arrivals onTake={takeId} />}
          {people.length > 0 && (
            <ChoiceList people={people} chosen={state.at} onChoose={state.choose} onTake={state.take} isStale={!isFresh} />
          )}
          {state.isChoosing && !isNobody && isWholeNumber(asked) && <NewNumber key={asked} number={asked} isAnother onMade={takeId} />}
          {isNobody && <Nobody asked={asked} onMade={takeId} />}
        </div>
        <aside className="console-aside">
          <CallsToday onTake={state.takeCall} />
          <Opened onTake={takeId} />
        </aside>
      </div>
      {isAskedByName && <HeardFromFoot />}
    </>
  )
}

/** Who is it? The front desk's one question. */
export default function Console() {
  const words = useWords(recognitionWords)
  const counter = useCounter()
  const [, navigate] = useLocation()
  const state = useConsole()
  useCallInConsole(state)
  const { shown, problem } = state
  return (
    <VeilRoom isOn={counter.isVeiled}>
      <div className="frame-page console" data-scrolls>
        {!shown && <h1 className="unseen">{words.title}</h1>}
        <div className="console-top">
          <ConsoleBox state={state} />
          <CallSlot />
          <CounterMode counter={counter} />
        </div>
        <p className="unseen" role="status">
          {state.isFresh && state.asked !== '' && !state.isTaken ? words.found(state.people.length) : ''}
        </p>
        {problem && <ErrorState problem={problem} onRetry={state.retry} isSlim />}
        {shown ? (
          <CustomerCard
            key={shown}
            id={shown}
            identity={state.identity}
            heading={state.heading}
            onNotThem={state.asked === '' ? undefined : state.backToChoice}
            onProfile={() => navigate(customerPath(shown))}
            aside={(card) => (
              <aside className="console-aside">
                {card?.stay && <StayCard stay={card.stay} />}
                {card && <PeopleAround card={card} />}
                <CallsToday onTake={state.takeCall} />
                <Opened onTake={state.takeId} />
              </aside>
            )}
          />
        ) : (
          <Choices state={state} />
        )}
      </div>
    </VeilRoom>
  )
}
