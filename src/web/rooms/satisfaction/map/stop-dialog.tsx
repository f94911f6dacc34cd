import { useState } from 'react'
import { promiseKinds } from '#rooms/promises/contract.ts'
import { listTouchpointKinds } from '#rooms/touchpoints/contract.ts'
import { addMapStop, changeMapStop, mapPhases } from '#rooms/touchpoints/map/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ChipButton } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { kitWords } from '../../../kit/words.data.ts'
import { useAct, useAsk } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import { promiseWords } from '../../promises/words.data.ts'
import { NamesFields, namesToSave } from '../../team/asked/names.tsx'
import { satisfactionWords } from '../words.data.ts'
import { type Stop, useNameOfStop } from './map-data.ts'

type Draft = Pick<Stop, 'phase' | 'nameVi' | 'nameEn' | 'icon' | 'team' | 'feeds' | 'promiseKinds'>
type Order = Stop['feeds']['orders'][number]

const fresh: Draft = {
  phase: 'staying',
  nameVi: '',
  nameEn: '',
  icon: 'pin',
  team: null,
  feeds: { kinds: [], orders: [], channels: [] },
  promiseKinds: [],
}
const orders: readonly { name: 'sale' | 'begins' | 'ends' | 'service'; order: Order }[] = [
  { name: 'sale', order: { kind: 'sale', at: 'begins' } },
  { name: 'begins', order: { kind: 'stay', at: 'begins' } },
  { name: 'ends', order: { kind: 'stay', at: 'ends' } },
  { name: 'service', order: { kind: 'service', at: 'begins' } },
]
const teams = ['owner', 'manager', 'reception', 'warehouse', 'accounting', 'sales', 'marketing'] as const

const toggled = <T,>(list: readonly T[], one: T, isSame: (other: T) => boolean): T[] =>
  list.some(isSame) ? list.filter((other) => !isSame(other)) : [...list, one]

/** Which lines of the timeline and which promises belong to it, each a chip to press. */
function Belongs({ draft, change }: { draft: Draft; change: (change: Partial<Draft>) => void }) {
  const words = useWords(satisfactionWords).map
  const ofPromises = useWords(promiseWords)
  const nameOf = useNameOfStop()
  const kinds = useAsk(listTouchpointKinds, {}).data?.kinds ?? []
  const { feeds } = draft
  const offered = kinds.filter(({ key, isRetired }) => (!isRetired && key !== 'note') || feeds.kinds.includes(key))
  return (
    <>
      <fieldset className="stop-belongs">
        <legend className="field-label">{words.feeds}</legend>
        {orders.map(({ name, order }) => {
          const isThis = (one: Order) => one.kind === order.kind && one.at === order.at
          return (
            <ChipButton
              key={name}
              isOn={feeds.orders.some(isThis)}
              onPress={() => change({ feeds: { ...feeds, orders: toggled(feeds.orders, order, isThis) } })}
            >
              {words.orders[name]}
            </ChipButton>
          )
        })}
        {offered.map((kind) => (
          <ChipButton
            key={kind.key}
            isOn={feeds.kinds.includes(kind.key)}
            onPress={() => change({ feeds: { ...feeds, kinds: toggled(feeds.kinds, kind.key, (one) => one === kind.key) } })}
          >
            {nameOf(kind)}
          </ChipButton>
        ))}
      </fieldset>
      <fieldset className="stop-belongs">
        <legend className="field-label">{words.promises}</legend>
        {promiseKinds.map((kind) => (
          <ChipButton
            key={kind}
            isOn={draft.promiseKinds.includes(kind)}
            onPress={() => change({ promiseKinds: toggled(draft.promiseKinds, kind, (one) => one === kind) })}
          >
            {ofPromises.kinds[kind]}
          </ChipButton>
        ))}
      </fieldset>
    </>
  )
}

/** A new touchpoint, or one as it is changed. */
export function StopDialog({ stop, onDone, onClose }: { stop: Stop | undefined; onDone: (stopId: string) => void; onClose: () => void }) {
  const words = useWords(satisfactionWords)
  const kit = useWords(kitWords)
  const nameOf = useNameOfStop()
  const [draft, setDraft] = useState<Draft>(stop ?? fresh)
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const done = (kept: Stop) => {
    tell((stop ? words.map.saved : words.map.added)(nameOf(kept)), { tone: 'ok' })
    onDone(kept.id)
  }
  const add = useAct(addMapStop, { onDone: done })
  const keep = useAct(changeMapStop, { onDone: done })
  const submit = () => {
    setTried(true)
    const names = namesToSave(draft)
    if (!names) return
    const { phase, icon, team, feeds, promiseKinds: promised } = draft
    const body = { phase, icon, team, feeds, promiseKinds: promised, ...names }
    if (stop) keep.go({ params: { stopId: stop.id }, body: { ...body, version: stop.version } })
    else add.go({ body })
  }
  const act = stop ? keep : add
  return (
    <Dialog
      title={stop ? words.map.editTitle : words.map.add}
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning}>
            {words.map.save}
          </Button>
        </>
      }
    >
      <NamesFields names={draft} onChange={change} isTried={isTried} />
      <div className="rule-fields">
        <Field label={words.map.phase}>
          {(ids) => (
            <Choice
              {...ids}
              value={draft.phase}
              choices={mapPhases.map((value) => ({ value, words: words.phases[value] }))}
              onChange={(phase) => change({ phase })}
            />
          )}
        </Field>
        <Field label={words.map.team}>
          {(ids) => (
            <Choice
              {...ids}
              value={draft.team ?? 'nobody'}
              choices={[
                { value: 'nobody' as const, words: words.map.nobody },
                ...teams.map((value) => ({ value, words: words.teams[value] })),
              ]}
              onChange={(team) => change({ team: team === 'nobody' ? null : team })}
            />
          )}
        </Field>
      </div>
      <Belongs draft={draft} change={change} />
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}
