export type Values = Readonly<Record<string, unknown>>;
export type Change = { readonly field: string; readonly was: unknown; readonly now: unknown };

/** A field that somebody else saved meanwhile; `isContested` where something else was typed here. */
export type Meeting = {
  readonly field: string;
  readonly was: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly isContested: boolean;
};
export type Choice = "mine" | "theirs";

/** The fields in which two states of a tab differ; nothing and blank are the same. */
export function changesOf(before: Values, after: Values): readonly Change[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .map((field) => ({ field, was: before[field], now: after[field] }))
    .filter(({ was, now }) => plain(was) !== plain(now));
}

/** Where two edits of the same tab meet: what was read, what was typed here, what stands there now. */
export function meetingsOf(read: Values, typed: Values, present: Values): readonly Meeting[] {
  const mine = new Set(changesOf(read, typed).map(({ field }) => field));
  return changesOf(read, present)
    .map(({ field, was, now }) => ({ field, was, mine: typed[field], theirs: now }))
    .map((meeting) => ({
      ...meeting,
      isContested: mine.has(meeting.field) && plain(meeting.mine) !== plain(meeting.theirs),
    }));
}

/** What the form holds after the choice: theirs wherever nothing else was typed or theirs was chosen. */
export function settled(
  meetings: readonly Meeting[],
  choices: Readonly<Record<string, Choice>>,
): Values {
  const taken = meetings.filter(
    ({ field, isContested }) => !isContested || choices[field] === "theirs",
  );
  return Object.fromEntries(taken.map(({ field, theirs }) => [field, theirs]));
}

/** A value without blanks and in one order: a form holds its parts in the order of its fields. */
function plain(value: unknown): string {
  if (value === undefined || value === null || value === "") return "";
  if (typeof value !== "object" || Array.isArray(value)) return JSON.stringify(value);
  const parts = Object.entries(value).map(([name, part]) => [name, plain(part)] as const);
  const given = parts
    .filter(([, part]) => part !== "")
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return given.length === 0 ? "" : JSON.stringify(given);
}
