import { useState } from 'react'
import { itemStates, listItems } from '#rooms/catalogue/contract.ts'
import { listRequests } from '#rooms/promises/requests/contract.ts'
import { Button, ButtonLink, IconButton } from '../../kit/button.tsx'
import { ChipButton, State } from '../../kit/chip.tsx'
import { TextField } from '../../kit/field.tsx'
import { Icon, type IconName } from '../../kit/icons.tsx'
import { LateMenu } from '../../kit/late-menu.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { oneOf, text, useAddress } from '../../shell/address.ts'
import { useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { ItemDialog } from './item-dialog.tsx'
import { type Item, saidIn } from './saying.ts'
import { useItemActs } from './use-item-acts.ts'
import { catalogueWords } from './words.data.ts'
import './catalogue.css'

const address = { q: text(), state: oneOf(['all', ...itemStates] as const, 'all') }
const AT_ONCE = 60
const MOST = 200

const icons: Record<Item['kind'], IconName> = { product: 'bag', room: 'bed', service: 'recognise' }

/** Coming on a day, gone, or just in; what is simply here needs no word. */
function Standing({ item }: { item: Item }) {
  const words = useWords(catalogueWords)
  const say = useSay()
  if (item.state === 'coming')
    return (
      <State tone="info" icon="clock">
        {item.comingOn ? words.comingOn(say.dayMonth(item.comingOn)) : words.states.coming}
      </State>
    )
  if (item.state === 'gone')
    return (
      <State tone="plain" icon="none">
        {words.states.gone}
      </State>
    )
  return item.arrivedOn ? <span className="meta num">{words.justIn(say.dayMonth(item.arrivedOn))}</span> : null
}

/** What is coming: who waits for it, and that it is here. */
function Arrival({ item, onHere }: { item: Item; onHere: (waiting: number) => void }) {
  const words = useWords(catalogueWords)
  const say = useSay()
  const may = useMay()
  const asked = useAsk(listRequests, { query: { itemId: item.id, limit: 1 } }, { enabled: may('promises.read') })
  const waiting = asked.data?.count ?? 0
  return (
    <>
      {waiting > 0 && <span className="meta item-waiting">{words.waiting(say.number(waiting))}</span>}
      <Button size="small" icon="check" aria-label={words.arrivedNamed(item.nameVi)} onClick={() => onHere(waiting)}>
        {words.arrived}
      </Button>
    </>
  )
}

function Row({ item, acts, onEdit }: { item: Item; acts: ReturnType<typeof useItemActs>; onEdit: () => void }) {
  const words = useWords(catalogueWords)
  const say = useSay()
  const said = saidIn(item, say.language)
  const benefit = said.benefit || item.benefitVi || item.benefitEn
  const other = item.state === 'gone' ? ('here' as const) : ('gone' as const)
  return (
    <li className={`item-row ${item.state === 'gone' ? 'is-gone' : ''}`}>
      <Icon name={icons[item.kind]} className="t3 item-icon" />
      <div className="item-what">
        <p>
          <span className="strong">{said.name}</span>
          {item.group && <span className="meta item-group">{item.group}</span>}
        </p>
        <p className={benefit ? 't2' : 't3'}>{benefit || words.noBenefit}</p>
      </div>
      <div className="item-standing">
        <Standing item={item} />
        {item.state === 'coming' && <Arrival item={item} onHere={(waiting) => void acts.move(item, 'here', waiting)} />}
      </div>
      <span className={`num item-price ${item.price === null ? 't3' : ''}`}>
        {item.price === null ? words.noPrice : say.money({ minor: item.price, currency: item.currency })}
      </span>
      <span className="item-acts">
        <IconButton icon="pencil" label={words.editNamed(said.name)} onClick={onEdit} />
        <LateMenu
          label={words.acts(said.name)}
          items={[
            {
              words: other === 'gone' ? words.toGone : words.toHere,
              icon: other === 'gone' ? 'none' : 'check',
              act: () => void acts.move(item, other),
            },
            ...(item.state === 'coming'
              ? []
              : [{ words: words.toComing, icon: 'clock' as const, act: () => void acts.move(item, 'coming') }]),
            'line',
            { words: words.remove, icon: 'trash', isDanger: true, act: () => void acts.remove(item) },
          ]}
        />
      </span>
    </li>
  )
}

type Listed = { items: readonly Item[]; count: number; limit: number; onMore: () => void; onEdit: (item: Item) => void }

function Rows({ items, count, limit, onMore, onEdit }: Listed) {
  const words = useWords(catalogueWords)
  const say = useSay()
  const acts = useItemActs()
  return (
    <>
      <p className="meta item-count" role="status">
        {words.count(say.number(count))}
      </p>
      <ul className="items">
        {items.map((item) => (
          <Row key={item.id} item={item} acts={acts} onEdit={() => onEdit(item)} />
        ))}
      </ul>
      {items.length < count && limit < MOST && (
        <div className="item-more">
          <Button onClick={onMore}>{words.more}</Button>
        </div>
      )}
    </>
  )
}

/** What the house has, in the customer's words: found, written, and said to be here. */
export function CataloguePart() {
  const words = useWords(catalogueWords)
  const say = useSay()
  const [{ q, state }, change] = useAddress(address)
  const [limit, setLimit] = useState(AT_ONCE)
  const [open, setOpen] = useState<Item | 'new'>()
  const asked = useAsk(
    listItems,
    { query: { ...(q.trim() ? { q } : {}), ...(state === 'all' ? {} : { state }), limit } },
    { placeholderData: (before: unknown) => before as never },
  )
  const { data } = asked
  const all = data ? data.states.coming + data.states.here + data.states.gone : undefined
  const mayImport = useMay()('imports.run')
  const byFile = mayImport && (
    <ButtonLink to="/customers/import?subject=catalogue" icon="import" className="phone-off">
      {words.import}
    </ButtonLink>
  )
  return (
    <>
      <header className="settings-section settings-head">
        <div className="grow">
          <h2 className="section">{words.title}</h2>
          <p className="t2">{words.why}</p>
        </div>
        {all !== 0 && byFile}
        {all !== 0 && (
          <Button kind="primary" icon="plus" onClick={() => setOpen('new')}>
            {words.add}
          </Button>
        )}
      </header>
      {asked.error && !data && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!data && !asked.error && <Skeleton lines={6} height={3.25} />}
      {all === 0 && (
        <EmptyState
          icon="bag"
          title={words.none}
          act={
            <Button kind="primary" icon="plus" onClick={() => setOpen('new')}>
              {words.add}
            </Button>
          }
          link={byFile}
        >
          {words.noneWhy}
        </EmptyState>
      )}
      {data && all !== 0 && (
        <>
          <div className="item-filter">
            <TextField
              label={words.search}
              isLabelUnseen
              type="search"
              placeholder={words.searchHint}
              value={q}
              onText={(next) => change({ q: next }, { isQuiet: true })}
            />
            <fieldset className="row g1 wrap item-states">
              <legend className="unseen">{words.stateFilter}</legend>
              {(['all', ...itemStates] as const).map((one) => (
                <ChipButton key={one} isOn={one === state} onPress={() => change({ state: one }, { isQuiet: true })}>
                  {words.states[one]} <span className="num t3">{say.number(one === 'all' ? (all ?? 0) : data.states[one])}</span>
                </ChipButton>
              ))}
            </fieldset>
          </div>
          {data.items.length === 0 ? (
            <EmptyState
              icon="search"
              title={words.noMatch}
              isNoResult
              act={<Button onClick={() => change({ q: '', state: 'all' }, { isQuiet: true })}>{words.clear}</Button>}
            >
              {words.noMatchWhy}
            </EmptyState>
          ) : (
            <Rows items={data.items} count={data.count} limit={limit} onMore={() => setLimit(MOST)} onEdit={setOpen} />
          )}
        </>
      )}
      {open && <ItemDialog item={open === 'new' ? undefined : open} name={open === 'new' ? q : ''} onClose={() => setOpen(undefined)} />}
    </>
  )
}
