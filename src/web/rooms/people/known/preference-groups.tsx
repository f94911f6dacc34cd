import { useState } from 'react'
import type { z } from 'zod'
import { listPreferenceGroups, type preferenceGroupView } from '#rooms/people/house/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ChipButton } from '../../../kit/chip.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import type { Customer } from '../customer-data.ts'
import type { Preference } from '../evidence.ts'
import type { PreferenceActs } from './preference-data.ts'
import { PreferenceLine, useQuietly } from './preference-line.tsx'
import { knownWords } from './words.data.ts'

type Group = z.output<typeof preferenceGroupView>
type OfGroup = Group['choices'][number]

/** The choice that a noted preference is; its key or its words stand in the line. */
export const choiceOf = (group: Group, one: Pick<Preference, 'group' | 'what'>): OfGroup | undefined =>
  one.group === group.key ? group.choices.find(({ key, vi, en }) => [key, vi, en].includes(one.what)) : undefined

export const useGroups = (): readonly Group[] =>
  (useAsk(listPreferenceGroups, {}, { staleTime: 5 * 60_000 }).data?.groups ?? []).filter(({ isRetired }) => !isRetired)

/** One group: what was chosen with its evidence, and the choices. Beyond what may be chosen, one is exchanged for another. */
function GroupPart({
  group,
  customer,
  acts,
  isWide,
  isAsked,
}: {
  group: Group
  customer: Customer
  acts: PreferenceActs
  isWide: boolean
  /** Its choices stand open from the beginning. */
  isAsked: boolean
}) {
  const words = useWords(knownWords).likes
  const say = useSay()
  const may = useMay()
  const quietly = useQuietly()
  const [isChoosing, choose] = useState(isAsked)
  const [wanted, want] = useState<OfGroup>()
  const nameOf = (choice: OfGroup) => choice[say.language]
  const chosen = customer.preferences.flatMap((one) => {
    const choice = choiceOf(group, one)
    return choice ? [{ one, choice, shown: nameOf(choice) }] : []
  })
  const isOpen = (isWide || isChoosing) && may('customers.write')
  const asked = (choice: OfGroup) => ({ stance: group.stance, what: choice.key, group: group.key, source: 'said' as const })
  const press = (choice: OfGroup) => {
    const had = chosen.find((one) => one.choice.key === choice.key)
    if (had) return quietly(acts.remove(had.one, had.shown))
    if (chosen.length < group.atMost) return quietly(acts.add(asked(choice), nameOf(choice)))
    const [only] = chosen
    // One of one: what is chosen now is simply what it is.
    if (group.atMost === 1 && only) return quietly(acts.swap(only, asked(choice), nameOf(choice)))
    want(choice)
  }
  if (chosen.length === 0 && !may('customers.write')) return null
  return (
    <section className="like-group" aria-label={say.language === 'vi' ? group.nameVi : group.nameEn}>
      <header className="row g2">
        <h3 className="grow">
          <span className="t2">{say.language === 'vi' ? group.nameVi : group.nameEn}</span>{' '}
          <span className="meta">{words.atMost(say.number(group.atMost))}</span>
        </h3>
        {!isWide && may('customers.write') && (
          <Button kind="quiet" size="small" isAtEdge aria-expanded={isChoosing} onClick={() => choose(!isChoosing)}>
            {isChoosing ? words.chooseDone : words.choose}
          </Button>
        )}
      </header>
      {isOpen && (
        <div className="row g1 wrap like-choices">
          {group.choices.map((choice) => (
            <ChipButton key={choice.key} isOn={chosen.some((one) => one.choice.key === choice.key)} onPress={() => press(choice)}>
              {nameOf(choice)}
            </ChipButton>
          ))}
        </div>
      )}
      {wanted && (
        <div className="like-swap" role="alert">
          <p className="meta">{words.full(say.number(group.atMost))}</p>
          <p className="row g1 wrap">
            {chosen.map((old) => (
              <Button
                key={old.choice.key}
                size="small"
                onClick={() => {
                  want(undefined)
                  quietly(acts.swap(old, asked(wanted), nameOf(wanted)))
                }}
              >
                {words.swap(old.shown)}
              </Button>
            ))}
            <Button kind="quiet" size="small" onClick={() => want(undefined)}>
              {words.keep}
            </Button>
          </p>
        </div>
      )}
      {chosen.length > 0 ? (
        <ul>
          {chosen.map(({ one, shown }) => (
            <PreferenceLine key={one.id} one={one} them={customer.address.them} acts={acts} isWide={isWide} shown={shown} />
          ))}
        </ul>
      ) : (
        !isOpen && <p className="meta">{words.nothingChosen}</p>
      )}
    </section>
  )
}

/** What the house asks everybody about. Beside the timeline, what nobody has asked yet is only a word to press. */
export function PreferenceGroups({ customer, acts, isWide }: { customer: Customer; acts: PreferenceActs; isWide: boolean }) {
  const words = useWords(knownWords).likes
  const say = useSay()
  const may = useMay()
  const groups = useGroups()
  const [asking, ask] = useState<string>()
  if (groups.length === 0) return null
  const isAnswered = (group: Group) => customer.preferences.some((one) => choiceOf(group, one))
  const whole = isWide ? groups : groups.filter((group) => isAnswered(group) || group.key === asking)
  const rest = groups.filter((group) => !whole.includes(group))
  if (whole.length === 0 && !may('customers.write')) return null
  return (
    <section className="likes-group" aria-label={words.groups}>
      <header className="row g2">
        <Icon name="today" className="t2" />
        <h2 className="strong grow">{words.groups}</h2>
      </header>
      {whole.map((group) => (
        <GroupPart key={group.key} group={group} customer={customer} acts={acts} isWide={isWide} isAsked={group.key === asking} />
      ))}
      {rest.length > 0 && may('customers.write') && (
        <div className="row g1 wrap">
          {rest.map((group) => (
            <ChipButton key={group.key} isOn={false} icon="plus" onPress={() => ask(group.key)}>
              {say.language === 'vi' ? group.nameVi : group.nameEn}
            </ChipButton>
          ))}
        </div>
      )}
    </section>
  )
}
