import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { getMe, spokenWords, updateMe } from '#rooms/team/contract.ts'
import { listPraise } from '#rooms/team/mine/contract.ts'
import { isDate } from '#values/civil-date.ts'
import { Button } from '../../../kit/button.tsx'
import { TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as notice, offerUndo } from '../../../kit/toasts.tsx'
import { kitWords } from '../../../kit/words.data.ts'
import { type Answer, call, keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useMe } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { LookPart } from '../look-part.tsx'
import { Setting } from '../setting.tsx'
import { isExtension } from '../staff.ts'
import { teamWords } from '../words.data.ts'
import { MoodPart } from './mood-part.tsx'
import { PraiseLine } from './praise-line.tsx'
import { ownWords } from './words.data.ts'

function ExtensionForm() {
  const words = useWords(ownWords)
  const kit = useWords(kitWords)
  const me = useMe()
  const queries = useQueryClient()
  const [text, setText] = useState(me.extension ?? '')
  const act = useAct(updateMe, {
    onDone: (after) => {
      queries.setQueryData(keyOf(getMe, {}), after)
      notice(words.extensionSaved, { tone: 'ok' })
    },
  })
  const isRight = isExtension(text)
  const isChanged = text.trim() !== (me.extension ?? '')
  return (
    <form
      className="settings-more"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (isRight && isChanged) act.go({ body: { extension: text.trim() || null } })
      }}
    >
      <div className="setting-line">
        <TextField
          label={words.extension}
          hint={words.extensionWhy}
          isNum
          inputMode="tel"
          autoComplete="off"
          value={text}
          onText={setText}
          error={isRight ? undefined : words.extensionWrong}
        />
        <Button type="submit" isBusy={act.isRunning} disabled={!isChanged}>
          {kit.save}
        </Button>
      </div>
      <ProblemLine problem={act.problem} />
    </form>
  )
}

const noWord = 'none'

/** The word before one's name when customers read of one. */
function SpokenAs() {
  const words = useWords(ownWords)
  const me = useMe()
  const queries = useQueryClient()
  const act = useAct(updateMe, { onDone: (after) => queries.setQueryData(keyOf(getMe, {}), after) })
  return (
    <Setting title={words.spoken} why={words.spokenWhy(`${me.spokenAs ?? 'anh/chị'} ${me.name}`)}>
      <Choice
        label={words.spoken}
        value={me.spokenAs ?? noWord}
        choices={[{ value: noWord, words: words.spokenNone }, ...spokenWords.map((word) => ({ value: word, words: word }))]}
        onChange={(word) => act.go({ body: { spokenAs: spokenWords.find((one) => one === word) ?? null } })}
      />
      <ProblemLine problem={act.problem} />
    </Setting>
  )
}

/** Until when one is away: one's promises are the team's to see to meanwhile. */
function AwayUntil() {
  const words = useWords(ownWords)
  const say = useSay()
  const me = useMe()
  const queries = useQueryClient()
  const show = (after: Answer<typeof updateMe>) => queries.setQueryData(keyOf(getMe, {}), after)
  const act = useAct(updateMe, {
    onDone: (after) => {
      const before = me.awayUntil
      show(after)
      offerUndo(after.awayUntil ? words.isAway(say.date(after.awayUntil)) : words.isHere, async () =>
        show(await call(updateMe, { body: { awayUntil: before } })),
      )
    },
  })
  const isAway = me.awayUntil !== null && me.awayUntil >= say.today
  return (
    <Setting title={words.away} why={words.awayWhy}>
      <div className="row g2 wrap">
        <TextField
          label={words.away}
          isLabelUnseen
          type="date"
          min={say.today}
          value={isAway ? (me.awayUntil ?? '') : ''}
          onText={(day) => isDate(day) && day >= say.today && act.go({ body: { awayUntil: day } })}
        />
        {isAway && (
          <Button kind="quiet" onClick={() => act.go({ body: { awayUntil: null } })}>
            {words.hereAgain}
          </Button>
        )}
      </div>
      <ProblemLine problem={act.problem} />
    </Setting>
  )
}

function Received() {
  const words = useWords(ownWords)
  const me = useMe()
  const all = useAsk(listPraise, { query: { staffId: me.id, limit: 5 } })
  if (!all.data) return null
  return (
    <section className="settings-more">
      <header className="settings-section">
        <h2 className="section grow">{words.thanks}</h2>
        <Link href="/praise" className="link">
          {words.allThanks}
        </Link>
      </header>
      {all.data.praise.length === 0 ? (
        <p className="t2">{words.noThanks}</p>
      ) : (
        <ul className="praise-list">
          {all.data.praise.map((one) => (
            <PraiseLine key={one.id} praise={one} isMineToRead />
          ))}
        </ul>
      )}
    </section>
  )
}

/** One's own corner: the day, thanks, the telephone, the screen. Whoever looks as another has none of it. */
export function MinePart() {
  const words = useWords(teamWords)
  const { looksAs } = useMe()
  return (
    <>
      {!looksAs && (
        <>
          <MoodPart />
          <Received />
          <ExtensionForm />
          <AwayUntil />
          <SpokenAs />
        </>
      )}
      <section className="settings-more">
        <h2 className="section">{words.screen}</h2>
        <LookPart />
      </section>
    </>
  )
}
