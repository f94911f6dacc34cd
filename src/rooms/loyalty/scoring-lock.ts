/** Runs take over, and single customers are scored, one after the other: any fixed number does. */
export const SCORING_LOCK = 7_310_013
