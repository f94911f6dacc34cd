import type { previewCard } from '#rooms/messages/cards/contract.ts'
import type { Answer } from '../../../shell/api.ts'

type Preview = Answer<typeof previewCard>
const weights = { regular: 400, semibold: 600 }

/** One face of a card, line for line as it will be printed. */
export function CardFace({ preview, face, label }: { preview: Preview; face: 'front' | 'back'; label: string }) {
  const { width, height } = preview
  return (
    <figure className="card-face">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${label}: ${preview[face].map(({ text }) => text).join(' ')}`}>
        {face === 'front' && (
          <>
            <rect x="14" y="14" width={width - 28} height={height - 28} className="card-line" />
            <g transform={`translate(${width / 2} ${height * 0.24})`} className="card-sprig">
              <path d="M0 22V-18" />
              {[
                [-1, 12],
                [1, 4],
                [-1, -4],
                [1, -10],
              ].map(([side = 1, at = 0]) => (
                <path
                  key={`${side}${at}`}
                  d={`M0 ${at}C${side * 5} ${at - 10} ${side * 16} ${at - 12} ${side * 20} ${at - 12}C${side * 18} ${at - 2} ${side * 9} ${at + 2} 0 ${at}`}
                />
              ))}
            </g>
          </>
        )}
        {preview[face].map(({ text, x, y, size, weight, tone }) => (
          <text key={`${x} ${y}`} x={x} y={y} fontSize={size} fontWeight={weights[weight]} className={`card-${tone}`}>
            {text}
          </text>
        ))}
      </svg>
      <figcaption className="meta">{label}</figcaption>
    </figure>
  )
}
