import { TextField } from '../../../kit/field.tsx'
import { useWords } from '../../../shell/words.ts'
import { askedWords } from './words.data.ts'

export type Names = { nameVi: string; nameEn: string }

/** The names to save: tidied, and the English one as the Vietnamese where none was given. Undefined while a name is missing. */
export function namesToSave({ nameVi, nameEn }: Names): Names | undefined {
  const name = nameVi.trim()
  return name ? { nameVi: name, nameEn: nameEn.trim() || name } : undefined
}

/** A name in both languages. */
export function NamesFields({ names, onChange, isTried }: { names: Names; onChange: (names: Names) => void; isTried: boolean }) {
  const words = useWords(askedWords)
  return (
    <div className="asked-pair">
      <TextField
        label={words.nameVi}
        data-autofocus
        autoComplete="off"
        maxLength={60}
        value={names.nameVi}
        onText={(nameVi) => onChange({ ...names, nameVi })}
        error={isTried && !names.nameVi.trim() ? words.needed : undefined}
      />
      <TextField
        label={words.nameEn}
        hint={words.nameEnHint}
        autoComplete="off"
        maxLength={60}
        value={names.nameEn}
        onText={(nameEn) => onChange({ ...names, nameEn })}
      />
    </div>
  )
}
