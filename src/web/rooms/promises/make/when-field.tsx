import { useState } from 'react'
import { addDays } from '#values/civil-date.ts'
import { ChipButton } from '../../../kit/chip.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { dueWords } from '../naming.ts'
import { useWhyLine } from '../why.tsx'
import { promiseWords } from '../words.data.ts'
import { isSame, quickTimes, type When } from './reading.ts'
import type { MakingWork } from './use-making.ts'
import { WhenInput } from './when-input.tsx'
import { makeWords } from './words.data.ts'

/** By when: as the words say, as the standard says with its reason, or one of a few hours; any other by day and hour. */
export function WhenField({ work }: { work: MakingWork }) {
  const words = useWords(makeWords)
  const left = useWords(promiseWords).left
  const say = useSay()
  const why = useWhyLine()
  const [isOther, openOther] = useState(false)
  const { when, inWords, standard, nowClock, change } = work
  const tomorrow = addDays(say.today, 1)
  const shown = (one: When): string => {
    if (one.is === 'standing') return words.standing
    if (one.is === 'day')
      return one.day === say.today ? words.chips.today : one.day === tomorrow ? words.chips.tomorrow : say.dayMonth(one.day)
    if (one.is !== 'moment') return ''
    if (one.day === say.today) return words.chips.hour(one.clock)
    return one.day === tomorrow ? words.chips.tomorrowAt(one.clock) : `${one.clock} ${say.dayMonth(one.day)}`
  }
  return (
    <fieldset className="make-when">
      <legend className="field-label">{words.when}</legend>
      <div className="row g2 wrap">
        {inWords && (
          <ChipButton isOn={isSame(when, inWords)} icon="pencil" onPress={() => change({ when: inWords })}>
            {words.inWords(shown(inWords))}
          </ChipButton>
        )}
        {standard?.due && !standard.isNothing && (
          <ChipButton isOn={when?.is === 'standard'} icon="promise" onPress={() => change({ when: { is: 'standard' } })}>
            {words.byStandard(dueWords(standard.due, standard.isDay, left, say))}
          </ChipButton>
        )}
        {quickTimes(say.today, nowClock)
          .filter((one) => !inWords || !isSame(inWords, one))
          .map((one) => (
            <ChipButton key={JSON.stringify(one)} isOn={isSame(when, one)} onPress={() => change({ when: one })}>
              {shown(one)}
            </ChipButton>
          ))}
        <ChipButton isOn={when?.is === 'standing'} onPress={() => change({ when: { is: 'standing' } })}>
          {words.standing}
        </ChipButton>
        <ChipButton isOn={isOther} icon="clock" onPress={() => openOther(!isOther)}>
          {words.otherTime}
        </ChipButton>
      </div>
      {standard?.isNothing && <p className="meta">{words.standardNothing}</p>}
      {when?.is === 'standard' && standard?.why && (
        <p className="meta">
          <Icon name="idea" size="small" /> {why(standard.why)}
        </p>
      )}
      {isOther && (
        <WhenInput
          label={words.typedLabel}
          when={when?.is === 'moment' || when?.is === 'day' ? when : undefined}
          onWhen={(next) => change({ when: next })}
          isDayEnough
        />
      )}
    </fieldset>
  )
}
