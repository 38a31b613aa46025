type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** The fields that were given: an absent one must not travel as one that is empty. */
export function defined<T extends object>(value: T): Partial<Defined<T>> {
  const given = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(given) as Partial<Defined<T>>;
}
