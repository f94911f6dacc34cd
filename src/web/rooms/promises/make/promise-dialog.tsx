import { useState } from 'react'
import { getCustomer } from '#rooms/people/contract.ts'
import { makePromise } from '#rooms/promises/contract.ts'
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
import { promiseWords } from '../words.data.ts'
import { HolderField, KindField, MoreFields } from './more-fields.tsx'
import { hasWhom, useMaking } from './use-making.ts'
import { WhenField } from './when-field.tsx'
import { makeWords } from './words.data.ts'
import '../promises.css'

/** Something is promised: what, to whom, by when, and who keeps it. The words say the kind and the time by themselves where they can. */
export function PromiseDialog({
  customerId,
  onClose,
  onMade,
}: {
  customerId: string | undefined
  onClose: () => void
  onMade?: (promiseId: string) => void
}) {
  const words = useWords(makeWords)
  const done = useWords(promiseWords).done
  const show = useShow()
  const known = useAsk(
    getCustomer,
    { params: { customerId: customerId ?? '' } },
    { enabled: customerId !== undefined, staleTime: 30_000 },
  ).data
  const whom = known && { id: known.id, calledAs: known.calledAs || known.name, name: known.name }
  const work = useMaking(whom)
  const { making, change } = work
  const [isMore, openMore] = useState(false)
  const [wasTried, setTried] = useState(false)
  const act = useAct(makePromise, {
    onDone: (row) => {
      show(row, true)
      onClose()
      tell(row.calledAs ? done.made(row.calledAs) : done.madePlain, { tone: 'ok' })
      onMade?.(row.id)
    },
  })
  const missing = work.missing()
  const save = () => {
    setTried(true)
    if (!missing && !act.isRunning) act.go({ body: work.body() })
  }
  const fault = wasTried ? missing : undefined
  const isFixed = customerId !== undefined
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
        label={words.what}
        placeholder={words.whatHint}
        value={making.words}
        maxLength={300}
        autoComplete="off"
        onText={(text) => change({ words: text })}
        error={fault === 'words' ? words.missing.words : undefined}
        data-autofocus
      />
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
        <Button kind="quiet" size="small" icon="down" className="make-rest" onClick={() => openMore(true)}>
          {words.more}
        </Button>
      )}
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}
