import type { ReactNode } from 'react'
import { Button } from '../../kit/button.tsx'
import './facts.css'

/** One thing known: its name, it, and what it rests on. */
export const Fact = ({ title, children, meta }: { title: string; children: ReactNode; meta?: ReactNode }) => (
  <div className="fact">
    <dt className="meta">{title}</dt>
    <dd>
      {children}
      {meta && <p className="meta">{meta}</p>}
    </dd>
  </div>
)

/** The button that adds one more of something. */
export const AddOne = ({ children, onClick }: { children: string; onClick: () => void }) => (
  <Button kind="quiet" size="small" icon="plus" className="fact-add" onClick={onClick}>
    {children}
  </Button>
)
