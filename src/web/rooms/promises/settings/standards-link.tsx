import { Link } from 'wouter'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { standardsWords } from './standards-words.data.ts'

/** From a profile to what is promised to this customer without anybody saying it; for those who may settle it. */
export function StandardsLink({ customerId }: { customerId: string }) {
  const words = useWords(standardsWords)
  const may = useMay()
  if (!may('house.settings')) return null
  return (
    <p>
      <Link className="link" href={`/settings/standards?customer=${customerId}`}>
        {words.ofThem}
      </Link>
    </p>
  )
}
