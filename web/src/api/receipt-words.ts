import type { Words } from "./problem-words.ts";

// What the services say of an effect or a receipt, in English and part by part; an operator reads it in
// his language. An empty name says nothing beyond the action itself.
const rules: readonly (readonly [RegExp, string])[] = [
  [/^wanted \w+$/, ""],
  [/^kept back on purpose/, "held"],
  [/^waits for (a mail server|its servers?)( as \w+)?$/, "waits"],
  [/^bills after (?<on>[\d-]{10})$/, "bills"],
  [/^does not bill after (?<on>[\d-]{10})$/, "unbilled"],
  [
    /^(?<count>\d+) sessions? asked to disconnect; NAS answered (?<answer>[^;]+)$/,
    "disconnectAnswered",
  ],
  [/^(?<count>\d+) sessions? told the new speed$/, "toldSpeed"],
  [/^(?<count>\d+) sessions? asked to disconnect$/, "disconnect"],
  [/^NAS answered (?<answer>[^;]+)$/, "nasAnswered"],
  [/^asked to disconnect instead$/, "disconnectInstead"],
  [/^holds from the next login$/, "nextLogin"],
  [/^keeps its password$|^same password$/, "keepsPassword"],
  [/^gets a new password$|^new password$/, "newPassword"],
  [/^keeps content and password$/, "keepsContent"],
  [/^goes with its content$|^with its content$/, "withContent"],
  [/^goes empty$|^empty$/, "empty"],
  [/^keeps its address$/, "keepsAddress"],
  [/^keeps its own speed$/, "keepsSpeed"],
  [/^its own speed is dropped$/, "dropsSpeed"],
  [/^loses its access to the portal$/, "losesPortal"],
  [/^quota (?<from>\d+) MB becomes (?<to>\d+) MB$/, "quotaBecomes"],
  [/^quota (?<to>\d+) MB$/, "quota"],
  [/^(?<down>\d+) kbit\/s down, (?<up>\d+) up$/, "speed"],
  [/^its sessions are ended once$/, "endsOnce"],
  [/^its sessions go on with the new speed$/, "goesOn"],
  [/^its sessions are ended$/, "ends"],
  [/^is refused from then on$/, "refused"],
  [/^takes no mail any more$/, "noMail"],
  [/^is off$/, "off"],
  [/^its (content|data) is kept (?<days>\d+) days$/, "keptDays"],
  [/^under contract (?<number>\d+)$/, "underContract"],
  [/^fine of (?<cents>\d+) centavos$/, "fine"],
  [/^cancellation fine by (?<formula>.+?) with (?<values>.+)$/, "fineByWith"],
  [/^cancellation fine by (?<formula>.+)$/, "fineBy"],
  [/^(?<count>\d+) days after (?<on>[\d-]{10}) were billed already$/, "billedAhead"],
  [/^replaced on (?<on>[\d-]{10})$/, "replacedOn"],
  [/^cancelled on (?<on>[\d-]{10})$/, "cancelledOn"],
  [/^removed for good$/, "removed"],
  [/^(?<plan>.+), (?<cents>\d+) centavos$/, "planAt"],
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

/** The parts of a sentence: each as a text of ours, or as it was said where it is new to us. */
export function detailParts(detail: string): readonly (Words | string)[] {
  return [detail]
    .flatMap((whole) => (receiptWords(whole) === undefined ? whole.split("; ") : [whole]))
    .flatMap((part) => (receiptWords(part) === undefined ? part.split(", ") : [part]))
    .filter((part) => part !== "")
    .flatMap((part) => {
      const words = receiptWords(part);
      return words === null ? [] : [words ?? part];
    });
}
