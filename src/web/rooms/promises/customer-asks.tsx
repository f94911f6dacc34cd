import { useState } from 'react'
import { Link } from 'wouter'
import { customerEnquiries } from '#rooms/promises/enquiries/contract.ts'
import { customerRequests } from '#rooms/promises/requests/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { useEnquiryNews } from './enquiries/enquiries-data.ts'
import { EnquiryDialog } from './enquiries/enquiry-dialog.tsx'
import { EnquiryLine } from './enquiries/enquiry-line.tsx'
import { NewEnquiry } from './enquiries/new-enquiry.tsx'
import { enquiryWords } from './enquiries/words.data.ts'
import { PromiseDialog } from './make/promise-dialog.tsx'
import { useEndOf } from './requests/ended-list.tsx'
import { type Request, useRequestNews } from './requests/requests-data.ts'
import { requestWords } from './requests/words.data.ts'
import { StuckDialog } from './stuck/stuck-dialog.tsx'
import { stuckWords } from './stuck/words.data.ts'
import './enquiries/enquiries.css'
import './requests/requests.css'

function RequestLine({ request }: { request: Request }) {
  const words = useWords(requestWords)
  const say = useSay()
  const endOf = useEndOf()
  const { promise, wants, kind, askedAt, arrivedAt } = request
  const stands = endOf(request) || (arrivedAt ? words.toCall : words.kinds[kind])
  return (
    <li className="wish-line">
      <span className="wish-who">
        <Link href={`/promises?promise=${promise.id}`} className="strong">
          {wants}
        </Link>
        <span className="meta">{[stands, words.since(say.nearDate(say.dayOf(askedAt)))].join(' · ')}</span>
      </span>
    </li>
  )
}

/** What a customer asked for and asked about, on their own page; and the acts that begin either, or that help at once. */
export function CustomerAsks({ customerId }: { customerId: string }) {
  const requests = useWords(requestWords)
  const enquiries = useWords(enquiryWords)
  const stuck = useWords(stuckWords)
  const may = useMay()
  const [isOpen, open] = useState<'request' | 'enquiry' | 'stuck'>()
  const [shown, show] = useState('')
  useRequestNews()
  useEnquiryNews()
  const asked = useAsk(customerRequests, { params: { customerId } }).data?.requests ?? []
  const about = useAsk(customerEnquiries, { params: { customerId } }).data?.enquiries ?? []
  const close = () => open(undefined)
  return (
    <>
      {may('promises.write') && (
        <div className="row g2 wrap">
          <Button size="small" icon="search" onClick={() => open('request')}>
            {requests.make}
          </Button>
          <Button size="small" icon="message" onClick={() => open('enquiry')}>
            {enquiries.make}
          </Button>
          <Button size="small" icon="warning" onClick={() => open('stuck')}>
            {stuck.title}
          </Button>
        </div>
      )}
      {asked.length > 0 && (
        <section className="promise-group" aria-label={requests.make}>
          <h3 className="promise-group-head meta">{requests.make}</h3>
          <ul className="customer-asks">
            {asked.map((request) => (
              <RequestLine key={request.id} request={request} />
            ))}
          </ul>
        </section>
      )}
      {about.length > 0 && (
        <section className="promise-group" aria-label={enquiries.make}>
          <h3 className="promise-group-head meta">{enquiries.make}</h3>
          <ul>
            {about.map((row) => (
              <EnquiryLine key={row.id} row={row} isOwn onOpen={() => show(row.id)} />
            ))}
          </ul>
        </section>
      )}
      {isOpen === 'request' && <PromiseDialog customerId={customerId} kind="arrival" onClose={close} />}
      {isOpen === 'enquiry' && <NewEnquiry customerId={customerId} onClose={close} />}
      {isOpen === 'stuck' && <StuckDialog customerId={customerId} onClose={close} />}
      {shown && <EnquiryDialog key={shown} customerId={customerId} enquiryId={shown} onClose={() => show('')} />}
    </>
  )
}
