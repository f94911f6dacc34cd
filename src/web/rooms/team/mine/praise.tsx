import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { givePraise, listColleagues, listPraise } from '#rooms/team/mine/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Field } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { EmptyState, ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { say as notice } from '../../../kit/toasts.tsx'
import { text, useAddress } from '../../../shell/address.ts'
import { keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useMe } from '../../../shell/session.tsx'
import { shellWords } from '../../../shell/words.data.ts'
import { useWords } from '../../../shell/words.ts'
import { PraiseLine } from './praise-line.tsx'
import { ownWords } from './words.data.ts'
import '../settings.css'

const address = { to: text(), customer: text() }

/** Thanks in one's own name, or in the words of the customer from whose profile one came. */
function Give() {
  const words = useWords(ownWords)
  const roleWords = useWords(shellWords).roles
  const me = useMe()
  const queries = useQueryClient()
  const [asked, change] = useAddress(address)
  const [said, say] = useState('')
  const [isTried, setTried] = useState(false)
  const colleagues = useAsk(listColleagues, {})
  const others = colleagues.data?.colleagues.filter(({ id }) => id !== me.id)
  const act = useAct(givePraise, {
    onDone: ({ to }) => {
      void queries.invalidateQueries({ queryKey: keyOf(listPraise) })
      notice(words.given(to.name), { tone: 'ok' })
      say('')
      setTried(false)
      change({ to: '', customer: '' }, { isQuiet: true })
    },
  })
  const to = others?.find(({ id }) => id === asked.to)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (to && said.trim())
      act.go({ body: { staffId: to.id, words: said.trim(), ...(asked.customer ? { customerId: asked.customer } : {}) } })
  }
  if (!others) return <Skeleton height={8} />
  if (others.length === 0) return <p className="t2">{words.alone}</p>
  return (
    <form className="praise-form" noValidate onSubmit={submit}>
      <Field label={words.to} error={isTried && !to ? words.chooseColleague : undefined}>
        {(ids) => (
          <Choice
            {...ids}
            value={to?.id}
            placeholder={words.chooseColleague}
            onChange={(id) => change({ to: id }, { isQuiet: true })}
            choices={others.map(({ id, name, role }) => ({ value: id, words: name, hint: roleWords[role] }))}
          />
        )}
      </Field>
      <Field label={words.words} error={isTried && !said.trim() ? words.needed : undefined}>
        {(ids) => (
          <textarea
            {...ids}
            className="input input-lines"
            rows={3}
            maxLength={600}
            placeholder={words.wordsPlaceholder}
            value={said}
            onChange={(event) => say(event.currentTarget.value)}
          />
        )}
      </Field>
      {asked.customer && (
        <div>
          <Chip icon="message" onRemove={() => change({ customer: '' }, { isQuiet: true })} removeLabel={words.notOfCustomer}>
            {words.ofCustomer}
          </Chip>
        </div>
      )}
      <ProblemLine problem={act.problem} onRetry={act.again} />
      <div>
        <Button kind="primary" type="submit" icon="heart" isBusy={act.isRunning}>
          {words.give}
        </Button>
      </div>
    </form>
  )
}

/** Thanks of the house: to give, and to read. */
export default function PraisePage() {
  const words = useWords(ownWords)
  const { looksAs } = useMe()
  const all = useAsk(listPraise, { query: { limit: 100 } })
  const praise = all.data?.praise
  return (
    <>
      <header className="page-head settings-head">
        <h1 className="title">{words.praise}</h1>
      </header>
      <div className="frame-page" data-scrolls>
        <div className="settings-panel">
          <p className="t2">{words.praiseWhy}</p>
          {!looksAs && <Give />}
          {all.error && !praise && <ErrorState problem={all.error} onRetry={() => void all.refetch()} isSlim />}
          {!praise && !all.error && <Skeleton lines={3} height={3} />}
          {praise?.length === 0 && (
            <EmptyState icon="heart" title={words.noPraise} isNoResult>
              {words.noPraiseWhy}
            </EmptyState>
          )}
          {praise && praise.length > 0 && (
            <ul className="praise-list">
              {praise.map((one) => (
                <PraiseLine key={one.id} praise={one} />
              ))}
            </ul>
          )}
        </div>
      </div>
    </>
  )
}
