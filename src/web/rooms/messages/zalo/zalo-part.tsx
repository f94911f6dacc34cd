import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getZalo, saveZalo, testZalo } from '#rooms/messages/zalo/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { State } from '../../../kit/chip.tsx'
import { PasswordField, TextField, Toggle } from '../../../kit/field.tsx'
import { CopyText, ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useProblemWords } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { type Draft, draftOf, purposes, settingsOf, withTemplate, type ZaloSettings } from './draft.ts'
import { TemplateFields } from './template-fields.tsx'
import { zaloWords } from './words.data.ts'
import './zalo.css'

/** The account, its three keys, and a template for each kind of message. */
function ZaloForm({ settings }: { settings: ZaloSettings }) {
  const words = useWords(zaloWords)
  const { sayField } = useProblemWords()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(draftOf(settings))
  const save = useAct(saveZalo, {
    onDone: (answer) => {
      queries.setQueryData(keyOf(getZalo, {}), answer)
      tell(words.saved, { tone: 'ok' })
    },
    onProblem: ({ code }) => {
      if (code === 'zalo.changed_meanwhile') void queries.invalidateQueries({ queryKey: keyOf(getZalo) })
    },
  })
  const { problem } = save
  const errorOf = (field: string): string | undefined => {
    const code = problem?.fields[`account.${field}`] ?? problem?.fields[`body.account.${field}`]
    return code ? sayField(code) : undefined
  }
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(settings))
  const key = (name: 'appSecret' | 'oaSecret' | 'refreshToken', hint?: string) => (
    <PasswordField
      label={words[name]}
      showLabel={words.show}
      {...(hint ? { hint } : {})}
      value={draft[name]}
      onText={(text) => setDraft({ ...draft, [name]: text })}
      error={errorOf(name)}
      placeholder={settings.hasKeys ? words.kept : ''}
      autoComplete="off"
    />
  )
  const sent = withTemplate(draft)
  const put = (purpose: keyof Draft['templates'], template: Draft['templates'][typeof purpose]) =>
    setDraft({ ...draft, templates: { ...draft.templates, [purpose]: template } })
  return (
    <form
      className="stack g4"
      onSubmit={(event) => {
        event.preventDefault()
        save.go({ body: settingsOf(draft, settings.version) })
      }}
    >
      <Toggle isOn={draft.isOn} onChange={(isOn) => setDraft({ ...draft, isOn })}>
        {words.on}
      </Toggle>
      {draft.isOn && (
        <>
          <div className="mail-fields">
            <TextField
              label={words.appId}
              value={draft.appId}
              onText={(appId) => setDraft({ ...draft, appId })}
              error={errorOf('appId')}
              inputMode="numeric"
              isNum
              autoComplete="off"
            />
            {key('appSecret')}
            {key('oaSecret', words.oaSecretHint)}
            {key('refreshToken', words.refreshTokenHint)}
          </div>
          {settings.webhook ? (
            <div className="mail-record">
              <CopyText text={settings.webhook} label={words.webhook} />
            </div>
          ) : (
            <p className="t2">{words.noWebhook}</p>
          )}
          <h4 className="strong">{words.templates}</h4>
          <p className="t2">{words.templatesWhy}</p>
          {purposes.map((purpose) => (
            <TemplateFields
              key={purpose}
              purpose={purpose}
              draft={draft.templates[purpose]}
              onChange={(template) => put(purpose, template)}
              errorOf={(field) => (sent.includes(purpose) ? errorOf(`templates.${sent.indexOf(purpose)}.${field}`) : undefined)}
            />
          ))}
        </>
      )}
      {problem && <ProblemLine problem={problem} />}
      <div className="row">
        <Button type="submit" kind="primary" disabled={!isChanged} isBusy={save.isRunning}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

/** Whether the account opens, and what Zalo truly says. */
function ZaloTrial({ settings }: { settings: ZaloSettings }) {
  const words = useWords(zaloWords)
  const say = useSay()
  const queries = useQueryClient()
  const act = useAct(testZalo, { onDone: () => void queries.invalidateQueries({ queryKey: keyOf(getZalo) }) })
  const tried = act.answer ?? settings.tested
  const { token, quota } = settings
  const moment = (at: string) => `${say.clockOf(at)} ${say.date(say.dayOf(at))}`
  return (
    <div className="stack g3">
      <p className="t2">{words.trialWhy}</p>
      <div className="row">
        <Button icon="message" isBusy={act.isRunning} onClick={() => act.go({ body: {} })}>
          {words.trial}
        </Button>
      </div>
      <ProblemLine problem={act.problem} />
      {tried && (
        <div className="stack g2" role="status">
          <State tone={tried.isWell ? 'ok' : 'danger'} icon={tried.isWell ? 'check' : 'warning'} isStrong>
            {tried.isWell ? words.trialWell : words.trialIll}
          </State>
          <p className="mail-said">{tried.reply}</p>
          <p className="meta">{words.trialAt(moment(tried.at))}</p>
        </div>
      )}
      {token?.until && !token.fault && <p className="meta">{words.tokenUntil(moment(token.until))}</p>}
      {token?.fault && token.fault !== tried?.reply && (
        <div className="stack g1">
          <p className="c-danger">{words.tokenFault}</p>
          <p className="mail-said">{token.fault}</p>
        </div>
      )}
      {quota && <p className="meta">{words.quota(say.number(quota.left), say.number(quota.daily))}</p>}
    </div>
  )
}

/** Messages over Zalo, below those by mail and SMS. */
export function ZaloPart() {
  const words = useWords(zaloWords)
  const asked = useAsk(getZalo, {})
  const settings = asked.data
  if (asked.error && !settings) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!settings) return <Skeleton lines={3} height={2.5} />
  return (
    <section className="mail-section">
      <h3 className="strong">{words.title}</h3>
      <p className="t2">{words.why}</p>
      <ZaloForm key={settings.version} settings={settings} />
      {settings.account && <ZaloTrial settings={settings} />}
    </section>
  )
}
