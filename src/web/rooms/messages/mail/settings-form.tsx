import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getMailSettings, saveMailSettings } from '#rooms/messages/mail/contract.ts'
import { getZalo } from '#rooms/messages/zalo/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { TextField, Toggle } from '../../../kit/field.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { keyOf, useAct } from '../../../shell/api.ts'
import { useProblemWords } from '../../../shell/problem.ts'
import { useWords } from '../../../shell/words.ts'
import { type Draft, draftOf, type MailSettings, settingsOf } from './draft.ts'
import { ServerFields } from './server-fields.tsx'
import { SmsFields } from './sms-fields.tsx'
import { mailWords } from './words.data.ts'

/** All that mail needs to be told. Kept together, so that half of it is never in force. */
export function SettingsForm({ settings }: { settings: MailSettings }) {
  const words = useWords(mailWords)
  const { sayField } = useProblemWords()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(draftOf(settings))
  const save = useAct(saveMailSettings, {
    onDone: (answer) => {
      queries.setQueryData(keyOf(getMailSettings, {}), answer)
      // Its webhook begins with the house's address on the web.
      void queries.invalidateQueries({ queryKey: keyOf(getZalo) })
      setDraft(draftOf(answer))
      tell(words.saved, { tone: 'ok' })
    },
    onProblem: ({ code }) => {
      if (code === 'mail.changed_meanwhile') void queries.invalidateQueries({ queryKey: keyOf(getMailSettings) })
    },
  })
  const problem = save.problem
  const errorOf = (field: string): string | undefined => {
    const code = problem?.fields[field] ?? problem?.fields[`body.${field}`]
    return code ? sayField(code) : undefined
  }
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(settings))
  const house = (name: keyof Draft['house'], label: string, hint: string) => (
    <TextField
      label={label}
      hint={hint}
      value={draft.house[name]}
      error={errorOf(`house.${name}`)}
      onText={(text) => setDraft({ ...draft, house: { ...draft.house, [name]: text } })}
    />
  )
  const out = (name: 'fromAddress' | 'fromName' | 'replyAddress' | 'bounceDomain' | 'rate', label: string, hint?: string) => (
    <TextField
      label={label}
      {...(hint ? { hint } : {})}
      value={draft.smtp[name]}
      error={errorOf(`smtp.${name === 'rate' ? 'ratePerMinute' : name}`)}
      onText={(text) => setDraft({ ...draft, smtp: { ...draft.smtp, [name]: text } })}
      {...(name === 'rate' ? { inputMode: 'numeric' as const, isNum: true } : {})}
      {...(name === 'fromAddress' || name === 'replyAddress'
        ? { inputMode: 'email' as const, autoCapitalize: 'off', spellCheck: false }
        : {})}
    />
  )
  return (
    <form
      className="stack g4"
      onSubmit={(event) => {
        event.preventDefault()
        save.go({ body: settingsOf(draft, settings.version) })
      }}
    >
      <section className="mail-section">
        <h3 className="strong">{words.house}</h3>
        <div className="mail-fields">
          {house('publicAddress', words.publicAddress, words.publicAddressHint)}
          {house('advertiser', words.advertiser, words.advertiserHint)}
          <div className="mail-wide">{house('postalAddress', words.postalAddress, words.postalAddressHint)}</div>
        </div>
      </section>
      <section className="mail-section">
        <h3 className="strong">{words.out}</h3>
        <Toggle isOn={draft.hasOut} onChange={(hasOut) => setDraft({ ...draft, hasOut })}>
          {words.outOn}
        </Toggle>
        {draft.hasOut && (
          <div className="mail-fields">
            <ServerFields
              kind="smtp"
              draft={draft.smtp}
              hasPassword={settings.smtp?.hasPassword ?? false}
              onChange={(change) => setDraft({ ...draft, smtp: { ...draft.smtp, ...change } })}
              errorOf={errorOf}
            />
            {out('fromAddress', words.fromAddress)}
            {out('fromName', words.fromName, words.fromNameHint)}
            {out('replyAddress', words.replyAddress, words.replyAddressHint)}
            {out('rate', words.rate, words.rateHint)}
            <div className="mail-wide">{out('bounceDomain', words.bounceDomain, words.bounceDomainHint)}</div>
          </div>
        )}
      </section>
      <section className="mail-section">
        <h3 className="strong">{words.in}</h3>
        <p className="t2">{words.inWhy}</p>
        <Toggle isOn={draft.hasIn} onChange={(hasIn) => setDraft({ ...draft, hasIn })}>
          {words.inOn}
        </Toggle>
        {draft.hasIn && (
          <div className="mail-fields">
            <ServerFields
              kind="imap"
              draft={draft.imap}
              hasPassword={settings.imap?.hasPassword ?? false}
              onChange={(change) => setDraft({ ...draft, imap: { ...draft.imap, ...change } })}
              errorOf={errorOf}
            />
            <TextField
              label={words.folder}
              value={draft.imap.folder}
              error={errorOf('imap.folder')}
              onText={(folder) => setDraft({ ...draft, imap: { ...draft.imap, folder } })}
            />
          </div>
        )}
      </section>
      <section className="mail-section">
        <h3 className="strong">{words.sms}</h3>
        <p className="t2">{words.smsWhy}</p>
        <Toggle isOn={draft.hasSms} onChange={(hasSms) => setDraft({ ...draft, hasSms })}>
          {words.smsOn}
        </Toggle>
        {draft.hasSms && (
          <SmsFields
            draft={draft.sms}
            hasKeys={settings.sms?.hasKeys ?? false}
            onChange={(change) => setDraft({ ...draft, sms: { ...draft.sms, ...change } })}
            errorOf={errorOf}
          />
        )}
      </section>
      {problem && <ProblemLine problem={problem} />}
      <div className="row">
        <Button type="submit" kind="primary" disabled={!isChanged} isBusy={save.isRunning}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
