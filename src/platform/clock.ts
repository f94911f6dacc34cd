/** The one place that asks what time it is; tests give their own. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()
