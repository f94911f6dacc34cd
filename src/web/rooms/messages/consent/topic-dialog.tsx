import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addTopic, changeTopic, listTopics, topicPurposes } from '#rooms/messages/consent/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Radios, TextField } from '../../../kit/field.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { kitWords } from '../../../kit/words.data.ts'
import { keyOf, useAct } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import { NamesFields, namesToSave } from '../../team/asked/names.tsx'
import type { Topic } from './naming.ts'
import { consentSettingsWords } from './settings-words.data.ts'

type Purpose = (typeof topicPurposes)[number]

/** A topic's names in both languages, what it is about, and for a new one which kind of letter it is. */
export function TopicDialog({ topic, onClose }: { topic: Topic | undefined; onClose: () => void }) {
  const { topics: words, save } = useWords(consentSettingsWords)
  const kit = useWords(kitWords)
  const queries = useQueryClient()
  const [names, setNames] = useState({ nameVi: topic?.names.vi ?? '', nameEn: topic?.names.en ?? '' })
  const [about, setAbout] = useState({ vi: topic?.about.vi ?? '', en: topic?.about.en ?? '' })
  const [purpose, setPurpose] = useState<Purpose>('newsletter')
  const [isTried, setTried] = useState(false)
  const onDone = () => {
    void queries.invalidateQueries({ queryKey: keyOf(listTopics) })
    onClose()
  }
  const adding = useAct(addTopic, { onDone })
  const changing = useAct(changeTopic, { onDone })
  const act = topic ? changing : adding
  const submit = () => {
    setTried(true)
    const both = namesToSave(names)
    if (!both) return
    const body = { names: { vi: both.nameVi, en: both.nameEn }, about: { vi: about.vi.trim(), en: about.en.trim() } }
    if (topic) changing.go({ params: { topicId: topic.id }, body: { ...body, version: topic.version } })
    else adding.go({ body: { ...body, purpose } })
  }
  return (
    <Dialog
      title={topic ? words.editTitle : words.add}
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning}>
            {save}
          </Button>
        </>
      }
    >
      <NamesFields names={names} onChange={setNames} isTried={isTried} />
      {topic ? (
        <p className="meta">{words.purposeStays}</p>
      ) : (
        <Radios
          label={words.purpose}
          value={purpose}
          onChange={setPurpose}
          choices={topicPurposes.map((value) => ({ value, words: words.purposes[value] }))}
        />
      )}
      <TextField label={words.aboutVi} maxLength={300} autoComplete="off" value={about.vi} onText={(vi) => setAbout({ ...about, vi })} />
      <TextField label={words.aboutEn} maxLength={300} autoComplete="off" value={about.en} onText={(en) => setAbout({ ...about, en })} />
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}
