/** Runs take over, and single customers are scored, one after the other: any fixed number does. */
export const SCORING_LOCK = 7_310_013

/** Held by who brings the sample in, moves it or clears it. */
export const SAMPLE_LOCK = 7_310_003
