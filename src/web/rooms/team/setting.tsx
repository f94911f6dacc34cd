import type { ReactNode } from 'react'

/** One rule: what it is on the left, why below it, the control on the right. */
export const Setting = ({ title, why, children }: { title: string; why?: ReactNode; children: ReactNode }) => (
  <section className="setting">
    <div className="setting-words">
      <h2>{title}</h2>
      {why && <p className="meta">{why}</p>}
    </div>
    <div className="setting-control">{children}</div>
  </section>
)
