import { Button, IconButton } from '../../../kit/button.tsx'
import { Field, TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { useWords } from '../../../shell/words.ts'
import type { Draft, Purpose } from './draft.ts'
import { zaloWords } from './words.data.ts'

const values = ['called', 'name', 'words', 'house', 'day', 'reason', 'due', 'remedy'] as const

/** The template for one kind of message, and what each of its fields is filled with. */
export function TemplateFields({
  purpose,
  draft,
  onChange,
  errorOf,
}: {
  purpose: Purpose
  draft: Draft['templates'][Purpose]
  onChange: (draft: Draft['templates'][Purpose]) => void
  errorOf: (field: string) => string | undefined
}) {
  const words = useWords(zaloWords)
  const { id, fields } = draft
  const put = (at: number, change: Partial<(typeof fields)[number]>) =>
    onChange({ id, fields: fields.map((field, place) => (place === at ? { ...field, ...change } : field)) })
  return (
    <div className="stack g3">
      <p className="strong">{words.purposes[purpose]}</p>
      <TextField
        label={words.templateId}
        value={id}
        onText={(next) => onChange({ id: next, fields })}
        error={errorOf('id')}
        inputMode="numeric"
        isNum
        autoComplete="off"
      />
      {id.trim() !== '' &&
        fields.map((field, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a field that is being written has no other name.
          <div key={at} className="zalo-field">
            <TextField
              label={words.field}
              value={field.name}
              onText={(name) => put(at, { name })}
              error={errorOf(`fields.${at}.name`)}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
            />
            <Field label={words.value}>
              {(ids) => (
                <Choice
                  {...ids}
                  value={field.value}
                  choices={values.map((value) => ({ value, words: words.values[value] }))}
                  onChange={(value) => put(at, { value })}
                />
              )}
            </Field>
            <IconButton
              icon="close"
              label={words.removeField}
              onClick={() => onChange({ id, fields: fields.filter((_, place) => place !== at) })}
            />
          </div>
        ))}
      {id.trim() !== '' && fields.length < 20 && (
        <div className="row">
          <Button icon="plus" size="small" onClick={() => onChange({ id, fields: [...fields, { name: '', value: 'called' }] })}>
            {words.addField}
          </Button>
        </div>
      )}
    </div>
  )
}
