/** Where the time comes from. Rules and use cases never read the machine's clock themselves. */
export type Clock = { readonly now: () => Date };

export const systemClock: Clock = { now: () => new Date() };
