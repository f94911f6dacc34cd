/**
 * Promoters less detractors of a number of answers, from -1 to 1, with the range that holds it in 95 of 100 cases. Both shares come from the
 * same answers, so that this is a difference of two cells of one multinomial: the adjusted Wald interval of Bonett & Price (2012, "Adjusted Wald
 * Confidence Interval for a Difference of Binomial Proportions Based on Paired Data", Journal of Educational and Behavioral Statistics 37(4)),
 * which adds one answer to each of the two; Rocks (2016, The American Statistician 70(4)) finds adjustments of this kind right for the net
 * promoter score, where the plain Wald interval is too narrow.
 */

const WIDE = 1.959963984540054

export function netPromoter(promoters: number, detractors: number, of: number): { score: number; low: number; high: number } {
  if (of === 0) return { score: 0, low: -1, high: 1 }
  const size = of + 2
  const up = (promoters + 1) / size
  const down = (detractors + 1) / size
  const middle = up - down
  const wide = WIDE * Math.sqrt((up + down - middle * middle) / size)
  const score = (promoters - detractors) / of
  return { score, low: Math.min(score, Math.max(-1, middle - wide)), high: Math.max(score, Math.min(1, middle + wide)) }
}
