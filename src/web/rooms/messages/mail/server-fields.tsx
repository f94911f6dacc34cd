import { PasswordField, Segmented, TextField } from '../../../kit/field.tsx'
import { useWords } from '../../../shell/words.ts'
import { ports, type Security } from './draft.ts'
import { mailWords } from './words.data.ts'

export type ServerDraft = { host: string; port: string; security: Security; user: string; password: string }

const choices = ['tls', 'starttls', 'none'] as const

/** A server and how it is spoken to, of either kind. `errorOf` tells what is wrong with a field. */
export function ServerFields({
  kind,
  draft,
  hasPassword,
  onChange,
  errorOf,
}: {
  kind: 'smtp' | 'imap'
  draft: ServerDraft
  hasPassword: boolean
  onChange: (change: Partial<ServerDraft>) => void
  errorOf: (field: string) => string | undefined
}) {
  const words = useWords(mailWords)
  const secure = (security: Security) =>
    // A port that nobody chose follows the way.
    onChange({ security, ...(draft.port === ports[kind][draft.security] ? { port: ports[kind][security] } : {}) })
  return (
    <>
      <div className="mail-wide mail-way">
        <p className="field-label">{words.security}</p>
        <Segmented
          label={words.security}
          value={draft.security}
          onChange={secure}
          choices={choices.map((value) => ({ value, words: words.securities[value] }))}
        />
        {errorOf(`${kind}.security`) && (
          <p className="field-told c-danger" role="alert">
            {errorOf(`${kind}.security`)}
          </p>
        )}
      </div>
      <TextField
        label={words.host}
        value={draft.host}
        onText={(host) => onChange({ host })}
        error={errorOf(`${kind}.host`)}
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="off"
      />
      <TextField
        label={words.port}
        value={draft.port}
        onText={(port) => onChange({ port })}
        error={errorOf(`${kind}.port`)}
        inputMode="numeric"
        isNum
      />
      <TextField
        label={words.user}
        value={draft.user}
        onText={(user) => onChange({ user })}
        error={errorOf(`${kind}.user`)}
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="off"
      />
      <PasswordField
        label={words.password}
        showLabel={words.showPassword}
        value={draft.password}
        onText={(password) => onChange({ password })}
        error={errorOf(`${kind}.password`)}
        placeholder={hasPassword ? words.passwordKept : ''}
        autoComplete="new-password"
      />
    </>
  )
}
