import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { listTokens, revokeToken, type tokenView } from '#rooms/team/contract.ts'
import { addDays } from '#values/civil-date.ts'
import { Button } from '../../kit/button.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { say } from '../../kit/toasts.tsx'
import { keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { MakeToken } from './make-token.tsx'
import { teamWords } from './words.data.ts'

type Token = z.output<typeof tokenView>

/** A token ends with the house's midnight: the day before is its last. */
const lastDayOf = (end: string): string => addDays(end, -1)

/** Ending a token can't be taken back, so it says first what will happen. */
function Revoke({ token, onClose }: { token: Token; onClose: () => void }) {
  const words = useWords(teamWords)
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
    <ConfirmDialog
      title={words.revokeTitle(token.name)}
      act={words.revoke}
      isBusy={act.isRunning}
      problem={act.problem}
      onRetry={act.again}
      onAct={() => act.go({ params: { tokenId: token.id } })}
      onClose={onClose}
    >
      <p className="body">{words.revokeWhy}</p>
    </ConfirmDialog>
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
              <p>
                {roleWords[token.role]}:{' '}
                <span className="t2">
                  {token.scopes ? token.scopes.map((scope) => words.may[scope]).join(' · ') : words.everythingOfRole}
                </span>
              </p>
              <p className="meta">
                {[
                  ...(token.madeByName ? [words.madeBy(token.madeByName)] : []),
                  `${words.created} ${at.date(at.dayOf(token.createdAt))}`,
                  `${words.lastUsed} ${token.lastUsedAt ? at.relative(at.dayOf(token.lastUsedAt)) : words.neverUsed}`,
                  ...(token.expiresAt ? [words.expires(at.date(lastDayOf(at.dayOf(token.expiresAt))))] : []),
                ].join(' · ')}
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
