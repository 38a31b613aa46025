import type { Remark } from "./operations.ts";
import type { Words } from "./problem-words.ts";

// A warning or a conflict names its code; its numbers and names stand in the sentence for scripts.
const details: Readonly<Record<string, RegExp>> = {
  "billing.fine_too_large": /^no fine is charged: (?<formula>.+) gives no amount/,
  "billing.formula_divides_by_zero": /^no fine is charged: (?<formula>.+) gives no amount/,
  "billing.formula_invalid": /^no fine is charged: (?<formula>.+) gives no amount/,
  "billing.installments_open": /^(?<cents>\d+) centavos/,
  "billing.target_has_debts": /^(?<count>\d+) unpaid .* (?<cents>\d+) centavos/,
  "billing.invoices_unpaid": /^(?<count>\d+) unpaid .* (?<cents>\d+) centavos/,
  "mail.more_than_included":
    /^(?<count>\d+) mailboxes, (?<included>\d+) included; (?<cents>\d+) centavos/,
  "mail.quota_smaller": /^(?<name>.+): (?<from>\d+) MB becomes (?<to>\d+) MB/,
  "radius.plan_without_ip": /^(?<plan>.+) carries no IP, .* has (?<count>\d+)/,
  "radius.plan_without_login": /^(?<plan>.+) carries no login, .* has (?<count>\d+)/,
  "hosting.plan_has_no_domains": /^(?<plan>.+) hosts nothing/,
  "hosting.domain_limit": /^(?<count>\d+) of kind .*, and (?<plan>.+) carries (?<room>\d+)/,
  "hosting.database_limit": /^(?<count>\d+) of kind .*, and (?<plan>.+) carries (?<room>\d+)/,
  "hosting.ftp_user_limit": /^(?<count>\d+) of kind .*, and (?<plan>.+) carries (?<room>\d+)/,
  "plans.participant_silent": /^(?<service>\w+) does not say/,
  "plans.scheduled_ends": /^The (?<operation>[\w-]+) that is set for (?<on>[\d-]{10})/,
  "plans.other_unit": /^(?<name>.+) lives in another/,
  "plans.backdating": /^(?<on>[\d-]{10}) lies before (?<since>[\d-]{10})/,
};

export type RemarkWords = {
  readonly text: Words;
  /** What can be done about it; not every remark has one. */
  readonly todo: string;
};

/** A remark as texts of ours; nothing when its sentence is new to us. */
export function remarkWords({ code, detail }: Remark): RemarkWords | undefined {
  const pattern = details[code];
  const match = pattern?.exec(detail);
  if (match === null || match === undefined) return undefined;
  const name = code.replaceAll(".", "_");
  return {
    text: { key: `remark.${name}`, values: { ...match.groups } },
    todo: `remark.todo.${name}`,
  };
}
