import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { givePraise, listColleagues, listPraise, type praiseView, takeBackPraise } from '#rooms/team/mine/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Field } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { offerUndo } from '../../../kit/toasts.tsx'
import { call, keyOf, newKey, useAct, useAsk } from '../../../shell/api.ts'
import { useMe } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { praiseWords } from './praise-words.data.ts'
import './praise.css'

type About = NonNullable<z.output<typeof praiseView>['about']>

type Props = {
  /** Whom it is for; where nobody is named one chooses a colleague. */
  to?: { id: string; name: string }
  customerId: string | null
  /** What it is for, in the words in which it stands there. */
  about: About
}

function Colleagues({ value, isMissing, onChange }: { value: string; isMissing: boolean; onChange: (id: string) => void }) {
  const words = useWords(praiseWords)
  const me = useMe()
  const others = useAsk(listColleagues, {}).data?.colleagues.filter(({ id }) => id !== me.id) ?? []
  return (
    <Field label={words.to} error={isMissing ? words.choose : undefined}>
      {(ids) => (
        <Choice
          {...ids}
          value={value || undefined}
          placeholder={words.choose}
          choices={others.map(({ id, name }) => ({ value: id, words: name }))}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

function Line({ to, customerId, about, onClose }: Props & { onClose: () => void }) {
  const words = useWords(praiseWords)
  const queries = useQueryClient()
  const [said, say] = useState('')
  const [chosen, choose] = useState(to?.id ?? '')
  const [isTried, setTried] = useState(false)
  const refresh = () => void queries.invalidateQueries({ queryKey: keyOf(listPraise) })
  const act = useAct(givePraise, {
    onDone: (given) => {
      refresh()
      onClose()
      offerUndo(words.said(given.to.name), async () => {
        await call(takeBackPraise, { params: { praiseId: given.id } }, { key: newKey() })
        refresh()
      })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (chosen && said.trim())
      act.go({
        body: {
          staffId: chosen,
          words: said.trim(),
          about: { ...about, words: about.words.slice(0, 300) },
          ...(customerId ? { customerId } : {}),
        },
      })
  }
  return (
    <form className="praise-here" noValidate onSubmit={submit}>
      {!to && <Colleagues value={chosen} isMissing={isTried && !chosen} onChange={choose} />}
      <Field label={to ? words.words(to.name) : words.wordsPlain}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            maxLength={600}
            autoComplete="off"
            placeholder={to ? words.hint : words.passHint}
            // biome-ignore lint/a11y/noAutofocus: it was opened to be written in.
            autoFocus={to !== undefined}
            value={said}
            onChange={(event) => say(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.stopPropagation()
              onClose()
            }}
          />
        )}
      </Field>
      <ProblemLine problem={act.problem} onRetry={act.again} />
      <div className="row g2">
        <Button kind="primary" size="small" type="submit" icon="heart" isBusy={act.isRunning} disabled={isTried && !said.trim()}>
          {words.send}
        </Button>
        <Button kind="quiet" size="small" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}

/** A line of praise for who did something, said where it stands. Nothing for oneself, and nothing while one looks as another. */
export function PraiseInPlace(props: Props) {
  const words = useWords(praiseWords)
  const me = useMe()
  const [isOpen, open] = useState(false)
  if (me.looksAs || props.to?.id === me.id) return null
  if (isOpen) return <Line {...props} onClose={() => open(false)} />
  return (
    <Button
      kind="quiet"
      size="small"
      icon="heart"
      isAtEdge
      aria-expanded={false}
      aria-label={props.to ? words.praiseOf(props.to.name) : undefined}
      onClick={() => open(true)}
    >
      {props.to ? words.praise : words.passOn}
    </Button>
  )
}
