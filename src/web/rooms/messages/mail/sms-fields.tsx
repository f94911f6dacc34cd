import { PasswordField, TextField } from '../../../kit/field.tsx'
import { useWords } from '../../../shell/words.ts'
import type { Draft } from './draft.ts'
import { mailWords } from './words.data.ts'

/** The registered name at eSMS, and its two keys. */
export function SmsFields({
  draft,
  hasKeys,
  onChange,
  errorOf,
}: {
  draft: Draft['sms']
  hasKeys: boolean
  onChange: (change: Partial<Draft['sms']>) => void
  errorOf: (field: string) => string | undefined
}) {
  const words = useWords(mailWords)
  const key = (name: 'apiKey' | 'secretKey') => (
    <PasswordField
      label={words[name]}
      showLabel={words.showPassword}
      value={draft[name]}
      onText={(text) => onChange({ [name]: text })}
      error={errorOf(`sms.${name}`)}
      placeholder={hasKeys ? words.passwordKept : ''}
      autoComplete="off"
    />
  )
  return (
    <div className="mail-fields">
      <div className="mail-wide">
        <TextField
          label={words.brandname}
          value={draft.brandname}
          onText={(brandname) => onChange({ brandname })}
          error={errorOf('sms.brandname')}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      {key('apiKey')}
      {key('secretKey')}
    </div>
  )
}
