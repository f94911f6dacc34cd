import { useQueryClient } from '@tanstack/react-query'
import { getHouse, trades, updateHouse } from '#rooms/team/contract.ts'
import { InlineEdit } from '../../kit/inline-edit.tsx'
import { Choice } from '../../kit/menu.tsx'
import { offerUndo, say } from '../../kit/toasts.tsx'
import { call, type Input, keyOf } from '../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { type House, useHouse } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { Setting } from './setting.tsx'
import { teamWords } from './words.data.ts'

type Change = Omit<Input<typeof updateHouse>['body'], 'version'>

const currencies = ['VND', 'USD', 'EUR', 'GBP', 'JPY', 'THB', 'KRW', 'CNY', 'SGD', 'AUD'] as const
const zones = (own: string): string[] => [...new Set(['Asia/Ho_Chi_Minh', own, ...(Intl.supportedValuesOf?.('timeZone') ?? [])])]

/** Changes one thing of the house, and offers to take it back. */
function useChangeHouse() {
  const words = useWords(teamWords)
  const queries = useQueryClient()
  const key = keyOf(getHouse, {})
  const send = async (change: Change): Promise<House> => {
    const { version } = queries.getQueryData<House>(key) ?? { version: 1 }
    try {
      const house = await call(updateHouse, { body: { ...change, version } })
      queries.setQueryData(key, house)
      return house
    } catch (error) {
      if (problemFrom(error).code === 'team.changed_meanwhile') void queries.invalidateQueries({ queryKey: key })
      throw error
    }
  }
  return async (change: Change, before: Change, what: string) => {
    await send(change)
    offerUndo(words.changed(what), () => send(before))
  }
}

/** The house itself. */
export function HousePart() {
  const words = useWords(teamWords)
  const problems = useProblemWords()
  const house = useHouse()
  const change = useChangeHouse()
  const choose = (next: Change, before: Change, what: string) =>
    void change(next, before, what).catch((error) => say(problems.say(problemFrom(error)), { tone: 'danger' }))
  return (
    <>
      <Setting title={words.houseName}>
        <div className="setting-wide">
          <InlineEdit label={words.houseName} value={house.name} save={(name) => change({ name }, { name: house.name }, words.houseName)} />
        </div>
      </Setting>
      <Setting title={words.houseTrade} why={words.houseTradeWhy}>
        <div className="setting-wide">
          <Choice
            label={words.houseTrade}
            value={house.trade}
            onChange={(trade) => choose({ trade }, { trade: house.trade }, words.houseTrade)}
            choices={trades.map((value) => ({ value, words: words.trades[value] }))}
          />
        </div>
      </Setting>
      <Setting title={words.houseLanguage} why={words.houseLanguageWhy}>
        <div className="setting-wide">
          <Choice
            label={words.houseLanguage}
            value={house.language}
            onChange={(language) => choose({ language }, { language: house.language }, words.houseLanguage)}
            choices={[
              { value: 'vi', words: words.vietnamese },
              { value: 'en', words: words.english },
            ]}
          />
        </div>
      </Setting>
      <Setting title={words.houseCurrency} why={words.houseCurrencyWhy}>
        <div className="setting-wide">
          <Choice
            label={words.houseCurrency}
            value={house.currency}
            onChange={(currency) => choose({ currency }, { currency: house.currency }, words.houseCurrency)}
            choices={[...new Set([house.currency, ...currencies])].map((value) => ({ value, words: value }))}
          />
        </div>
      </Setting>
      <Setting title={words.houseZone} why={words.houseZoneWhy}>
        <div className="setting-wide">
          <Choice
            label={words.houseZone}
            value={house.zone}
            onChange={(zone) => choose({ zone }, { zone: house.zone }, words.houseZone)}
            choices={zones(house.zone).map((value) => ({ value, words: value.replace(/_/g, ' ') }))}
          />
        </div>
      </Setting>
    </>
  )
}
