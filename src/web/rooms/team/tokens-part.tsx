import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { createToken, listTokens, revokeToken, type tokenView } from '#rooms/team/contract.ts'
import { type Role, roles } from '#values/rights.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, TextField } from '../../kit/field.tsx'
import { Choice } from '../../kit/menu.tsx'
import { CopyText, EmptyState, ErrorState, ProblemLine, Skeleton } from '../../kit/states.tsx'
import { say } from '../../kit/toasts.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useMe } from '../../shell/session.tsx'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { teamWords } from './words.data.ts'

type Token = z.output<typeof tokenView>

function MakeToken({ onClose }: { onClose: () => void }) {
  const words = useWords(teamWords)
  const kit = useWords(kitWords)
  const roleWords = useWords(shellWords).roles
  const me = useMe()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('read-only')
  const [isTried, setTried] = useState(false)
  const act = useAct(createToken, { onDone: () => void queries.invalidateQueries({ queryKey: keyOf(listTokens) }) })
  if (act.answer)
    return (
      <Dialog
        title={words.tokenMade}
        onClose={onClose}
        ends={
          <Button kind="primary" onClick={onClose}>
            {words.done}
          </Button>
        }
      >
        <p className="t2">{words.tokenMadeWhy}</p>
        <CopyText text={act.answer.token} label={kit.copy} isLarge />
      </Dialog>
    )
  const submit = () => {
    setTried(true)
    if (name.trim()) act.go({ body: { name: name.trim(), role } })
  }
  return (
    <Dialog
      title={words.addToken}
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning}>
            {words.addToken}
          </Button>
        </>
      }
    >
      <TextField
        label={words.tokenName}
        placeholder={words.tokenNamePlaceholder}
        data-autofocus
        autoComplete="off"
        value={name}
        onText={setName}
        error={isTried && !name.trim() ? words.needed : undefined}
      />
      <Field label={words.role}>
        {(ids) => (
          <Choice
            {...ids}
            value={role}
            onChange={setRole}
            choices={roles.filter((one) => one !== 'owner' || me.role === 'owner').map((value) => ({ value, words: roleWords[value] }))}
          />
        )}
      </Field>
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

/** Ending a token can't be taken back, so it says first what will happen. */
function Revoke({ token, onClose }: { token: Token; onClose: () => void }) {
  const words = useWords(teamWords)
  const kit = useWords(kitWords)
  const queries = useQueryClient()
  const act = useAct(revokeToken, {
    onDone: () => {
      queries.setQueryData<{ tokens: Token[] }>(
        keyOf(listTokens, {}),
        (all) => all && { tokens: all.tokens.filter(({ id }) => id !== token.id) },
      )
      say(words.revoked(token.name), { tone: 'ok' })
      onClose()
    },
  })
  return (
    <Dialog
      title={words.revokeTitle(token.name)}
      size="small"
      onClose={onClose}
      onSubmit={() => act.go({ params: { tokenId: token.id } })}
      ends={
        <>
          <Button onClick={onClose} data-autofocus>
            {kit.cancel}
          </Button>
          <Button kind="danger" type="submit" isBusy={act.isRunning}>
            {words.revoke}
          </Button>
        </>
      }
    >
      <p className="body">{words.revokeWhy}</p>
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

/** Doors for programs. */
export function TokensPart() {
  const words = useWords(teamWords)
  const roleWords = useWords(shellWords).roles
  const at = useSay()
  const tokens = useAsk(listTokens, {})
  const [dialog, open] = useState<'make' | Token>()
  const all = tokens.data?.tokens
  return (
    <>
      <header className="settings-section">
        <div className="grow">
          <h2 className="section">{words.tokens}</h2>
          <p className="t2">{words.tokensWhy}</p>
        </div>
        <Button icon="plus" onClick={() => open('make')}>
          {words.addToken}
        </Button>
      </header>
      {tokens.error && !all && <ErrorState problem={tokens.error} onRetry={() => void tokens.refetch()} isSlim />}
      {!all && !tokens.error && <Skeleton lines={3} height={2.75} />}
      {all?.length === 0 && (
        <EmptyState icon="key" title={words.noTokens} isNoResult>
          {words.noTokensWhy}
        </EmptyState>
      )}
      <ul className="members">
        {all?.map((token) => (
          <li key={token.id} className="member member-token">
            <div className="member-who">
              <p className="strong cut">{token.name}</p>
              <p className="meta">
                {roleWords[token.role]} · {words.created} <span className="num">{at.date(at.dayOf(token.createdAt))}</span> ·{' '}
                {words.lastUsed}{' '}
                {token.lastUsedAt ? <span className="num">{at.relative(at.dayOf(token.lastUsedAt))}</span> : words.neverUsed}
              </p>
            </div>
            <Button kind="quiet" isAtEdge onClick={() => open(token)}>
              {words.revoke}
            </Button>
          </li>
        ))}
      </ul>
      {dialog === 'make' && <MakeToken onClose={() => open(undefined)} />}
      {dialog && dialog !== 'make' && <Revoke token={dialog} onClose={() => open(undefined)} />}
    </>
  )
}
