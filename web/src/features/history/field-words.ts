import type { AskedField } from "./trail.ts";

/** What a value of a field is, and so how it is said. */
export type Meaning =
  | { readonly as: "text"; readonly text: string }
  /** The first of these texts that the console has. */
  | { readonly as: "words"; readonly keys: readonly string[]; readonly text: string }
  | { readonly as: "day" | "instant" | "cents" | "percent"; readonly text: string }
  /** Something with a name of its own, to be asked for by its id. */
  | { readonly as: "entry"; readonly list: EntryList; readonly text: string };

const lists = {
  planId: "plans",
  routingPointId: "routing-points",
  salespersonId: "salespeople",
  paymentFormId: "payment-forms",
  dueDayId: "due-days",
  debitAccountId: "debit-accounts",
  templateId: "contract-templates",
  reasonId: "cancellation-reasons",
  roleId: "roles",
  businessUnitId: "business-units",
  units: "business-units",
  customerId: "customers",
  serverId: "servers",
} as const;

export type EntryList = (typeof lists)[keyof typeof lists];

// Where the texts of a field's words stand.
const words: Readonly<Record<string, readonly string[]>> = {
  status: ["status"],
  kind: ["plan.kind", "routingPoint.kind", "paymentForm.kind"],
  reason: ["suspension"],
  personType: ["customers"],
  operation: ["operation.kind"],
  prorationBasis: ["settings.basis"],
  suspensionPolicy: ["settings.policy"],
  options: ["menu"],
  permissions: ["permission"],
  weekdays: ["weekday"],
  vendor: ["nas.vendors"],
  loginPassword: ["operate.transfer.loginPasswordChoice"],
  mailboxes: ["operate.transfer.mailboxesChoice"],
};

const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text);

/** The field's own name, without what it stands in and without its place in a list. */
export function lastName(path: string): string {
  const parts = path.split(".").filter((part) => !/^\d+$/.test(part));
  return parts.at(-1) ?? path;
}

/** How a value is to be said; what the console does not know is said as it is. */
export function meaningOf({ name: path, value: text }: AskedField): Meaning {
  const name = lastName(path);
  const list = (lists as Readonly<Record<string, EntryList>>)[name];
  if (list !== undefined && isId(text)) return { as: "entry", list, text };
  const places = words[name];
  if (places !== undefined) {
    return { as: "words", keys: places.map((place) => `${place}.${text}`), text };
  }
  if (name.endsWith("Cents")) return { as: "cents", text };
  if (name === "percent" || name.endsWith("Percent")) return { as: "percent", text };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { as: "day", text };
  return { as: name.endsWith("At") ? "instant" : "text", text };
}

type FieldLine = { readonly name: string; readonly values: readonly Meaning[] };

// What only the console and the server say to each other.
const machinery = new Set(["previewId"]);

/** One line a field: what stands in a list stands together. */
export function linesOf(fields: readonly AskedField[]): FieldLine[] {
  const lines = new Map<string, { name: string; values: Meaning[] }>();
  for (const field of fields) {
    const name = lastName(field.name);
    if (machinery.has(name)) continue;
    const inList = /\.\d+$/.test(field.name);
    const key = inList ? field.name.replace(/\.\d+$/, "") : field.name;
    const line = lines.get(key) ?? { name, values: [] };
    line.values.push(meaningOf(field));
    lines.set(key, line);
  }
  return [...lines.values()];
}
