import type { Words } from "./problem-words.ts";

const rules: readonly (readonly [RegExp, string])[] = [
  [/^wanted \w+$/, ""],
  [/^kept back on purpose/, "held"],
  [/^waits for (a mail server|its servers) as \w+$/, "waits"],
  [/^bills after (?<on>[\d-]{10})$/, "bills"],
  [/^does not bill after (?<on>[\d-]{10})$/, "unbilled"],
  [/(?<count>\d+) sessions? .*NAS answered (?<answer>.+)$/, "disconnectAnswered"],
  [/(?<count>\d+) sessions? /, "disconnect"],
];

/** A receipt's sentence as a text of ours; null where it says nothing beyond the action itself. */
export function receiptWords(detail: string): Words | null | undefined {
  for (const [pattern, name] of rules) {
    const match = pattern.exec(detail);
    if (match === null) continue;
    return name === "" ? null : { key: `operation.detail.${name}`, values: { ...match.groups } };
  }
  return undefined;
}
