import { useState } from 'react'
import { getCustomer } from '#rooms/people/contract.ts'
import { makePromise } from '#rooms/promises/contract.ts'
import { makeRequest } from '#rooms/promises/requests/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { TextField } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { useAct, useAsk } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import { PersonPicker } from '../../people/known/person-picker.tsx'
import { useShow } from '../board-data.ts'
import { useRenewRequests } from '../requests/requests-data.ts'
import { requestWords } from '../requests/words.data.ts'
import { StuckDialog } from '../stuck/stuck-dialog.tsx'
import { promiseWords } from '../words.data.ts'
import { ItemOffers } from './item-offers.tsx'
import { HolderField, KindField, MoreFields } from './more-fields.tsx'
import type { Kind } from './reading.ts'
import { hasWhom, type MakingWork, useMaking } from './use-making.ts'
import { WhenField } from './when-field.tsx'
import { makeWords } from './words.data.ts'
import '../promises.css'

/** Saves what was promised: as a promise, or as what a customer asks for. */
function useSaving(work: MakingWork, onSaved: (promiseId: string) => void) {
  const done = useWords(promiseWords).done
  const show = useShow()
  const renew = useRenewRequests()
  const act = useAct(makePromise, {
    onDone: (row) => {
      show(row, true)
      tell(row.calledAs ? done.made(row.calledAs) : done.madePlain, { tone: 'ok' })
      onSaved(row.id)
    },
  })
  const asking = useAct(makeRequest, {
    onDone: ({ promise, calledAs }) => {
      show(promise, true)
      renew()
      tell(done.made(calledAs), { tone: 'ok' })
      onSaved(promise.id)
    },
  })
  const { request, making } = work
  const current = request ? asking : act
  return {
    isRunning: act.isRunning || asking.isRunning,
    problem: current.problem,
    again: current.again,
    go: () => {
      if (request && making.whom) asking.go({ params: { customerId: making.whom.id }, body: work.requestBody(request) })
      else act.go({ body: work.body() })
    },
  }
}

/** Something is promised: what, to whom, by when, and who keeps it. The words say the kind and the time by themselves where they can. */
export function PromiseDialog({
  customerId,
  kind,
  onClose,
  onMade,
}: {
  customerId: string | undefined
  /** What it is until the words say otherwise. */
  kind?: Kind
  onClose: () => void
  onMade?: (promiseId: string) => void
}) {
  const words = useWords(makeWords)
  const asking = useWords(requestWords)
  const known = useAsk(
    getCustomer,
    { params: { customerId: customerId ?? '' } },
    { enabled: customerId !== undefined, staleTime: 30_000 },
  ).data
  const whom = known && { id: known.id, calledAs: known.calledAs || known.name, name: known.name }
  const work = useMaking(whom, kind)
  const { making, change } = work
  const [isMore, openMore] = useState(false)
  const [wasTried, setTried] = useState(false)
  const [isStuck, beStuck] = useState(false)
  const act = useSaving(work, (promiseId) => {
    onClose()
    onMade?.(promiseId)
  })
  const missing = work.missing()
  const save = () => {
    setTried(true)
    if (!missing && !act.isRunning) act.go()
  }
  const fault = wasTried ? missing : undefined
  const isFixed = customerId !== undefined
  if (isStuck && making.whom) return <StuckDialog customerId={making.whom.id} words={making.words} onClose={onClose} />
  return (
    <Dialog
      title={whom ? words.titleTo(whom.calledAs) : words.title}
      onClose={onClose}
      onSubmit={save}
      ends={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" icon="promise" isBusy={act.isRunning}>
            {words.make}
          </Button>
        </>
      }
    >
      <TextField
        label={work.request ? asking.wants : words.what}
        placeholder={kind ? asking.wantsHint : words.whatHint}
        value={making.words}
        maxLength={300}
        autoComplete="off"
        onText={(text) => change({ words: text })}
        error={fault === 'words' ? words.missing.words : undefined}
        data-autofocus
      />
      {work.request && <ItemOffers typed={making.words} item={making.item} onItem={(item) => change({ item })} />}
      {hasWhom(making.direction) &&
        !isFixed &&
        (making.whom ? (
          <p>
            <Chip icon="person" onRemove={() => change({ whom: undefined })} removeLabel={words.change}>
              {making.whom.name || making.whom.calledAs}
            </Chip>
          </p>
        ) : (
          <PersonPicker
            label={words.who}
            except={[]}
            isQuiet
            onPick={({ id, calledAs, name }) => change({ whom: { id, calledAs: calledAs || name, name } })}
          />
        ))}
      <WhenField work={work} />
      {(fault === 'who' || fault === 'when' || fault === 'past') && (
        <p className="c-danger" role="alert">
          <Icon name="warning" size="small" /> {words.missing[fault]}
        </p>
      )}
      <div className="make-two">
        <HolderField work={work} />
        <KindField work={work} />
      </div>
      {isMore ? (
        <MoreFields work={work} />
      ) : (
        <div className="row g2 wrap">
          <Button kind="quiet" size="small" icon="down" className="make-rest" onClick={() => openMore(true)}>
            {words.more}
          </Button>
          {making.whom && making.direction === 'to-customer' && (
            <Button kind="quiet" size="small" icon="warning" onClick={() => beStuck(true)}>
              {words.stuck}
            </Button>
          )}
        </div>
      )}
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}
