import type { ApiProblem, FieldProblem } from "./problem.ts";

/** A text's key with what stands in it. */
export type Words = { readonly key: string; readonly values: Readonly<Record<string, string>> };

// The services say what is wrong in English, for scripts; an operator reads it in his language.
const rules: readonly (readonly [RegExp, string])[] = [
  [/^(must be given|is missing)$/, "missing"],
  [/expected \w+, received (undefined|null)/, "missing"],
  [/^must be a date/, "date"],
  [/(is not|must be) an? (mail )?address$/, "email"],
  [/^must have at most (?<count>\d+) characters$/, "tooLong"],
  [/^must have at least (?<count>\d+) characters$/, "tooShort"],
  [/^(must have|has) (?<from>\d+) to (?<to>\d+) .*(characters|line)/, "length"],
  [/^must be from 0 to (?<points>\d+), the most that the law allows$/, "lawfulPercent"],
  [/^must not be a card number/, "cardNumber"],
  [/^must be a month such as/, "cardMonth"],
  [/^must be the last four digits$/, "cardDigits"],
  [/^must be the acquirer's token$/, "cardTokenWrong"],
  [/^must lie between (?<from>\d+) and (?<to>\d+)$/, "range"],
  [/^must not be negative$|^Too small: expected number to be >=0$/, "negative"],
  [/^Too small: expected number to be >=(?<from>-?\d+)$/, "atLeast"],
  [/^Too big: expected number to be <=(?<to>\d+)$/, "atMost"],
  [/^Invalid option|^is not a (status|permission)$/, "choice"],
  [/^is too large$/, "tooLarge"],
  [/^is not a valid CPF$/, "cpf"],
  [/^is not a valid CNPJ$/, "cnpj"],
  [/area code and number/, "phone"],
  [/not served by any business unit/, "city"],
  [/^is (registered already|taken)|of the unit already$/, "taken"],
  [/letters, digits|a-z, 0-9/, "login"],
  [/must not exceed the price/, "discount"],
  [/belongs to another business unit|not one of yours|in this business unit/, "otherUnit"],
  [/^is not an IPv4 or IPv6 address$/, "ip"],
  [/^must be an IPv4 address$/, "ipv4"],
  [/^must be an IPv6 network/, "ipv6Network"],
  [/^must hold (?<count>\d+) prefixes of (?<length>\/\d+)$/, "prefixes"],
  [/^must be a mask/, "netmask"],
  [/^must be a MAC address$/, "mac"],
  [/^must lie in (?<cidr>[\d./]+)$/, "inClass"],
  [/^must be another than that of the gateway$/, "notGateway"],
  [/^must be neither the network's own address nor its broadcast$/, "notEdge"],
  [/^is in use by a connection$/, "addressHeld"],
  [/^must differ from each other$/, "differ"],
  [/^needs a login/, "needsLogin"],
  [/^is not a port$/, "port"],
  [/^must be given: many customers have this address/, "sharedPort"],
  [/^must be a network such as/, "network"],
  [/^needs a first port from/, "firstPort"],
  [/^has room for (?<places>\d+) customers, and the range has (?<needed>\d+)$/, "sharedRoom"],
  [/domain name/, "domain"],
  [/lies before the last act/, "beforeLast"],
  [/does not exist/, "unknown"],
  [/^is not known here$/, "notYet"],
  [/^does not know (?<name>\S+) \(character (?<at>\d+)\)$/, "formulaName"],
  [/ \(character (?<at>\d+)\)$/, "formula"],
];

/** A field's mistake as a text of ours; nothing when the server said something new. */
export function fieldWords(detail: string): Words | undefined {
  for (const [pattern, name] of rules) {
    const match = pattern.exec(detail);
    if (match !== null) return { key: `problem.field.${name}`, values: { ...match.groups } };
  }
  return undefined;
}

// A conflict names no fields, though a person can only mend it in one.
const fieldOfCode: Readonly<Record<string, string>> = {
  "plans.document_taken": "/document",
  "plans.city_taken": "/city",
  "plans.city_not_served": "/city",
  "radius.login_taken": "/access/username",
  "radius.mac_taken": "/macs/0",
  "mail.address_taken": "/access/username",
  "radius.nas_address_taken": "/address",
  "radius.address_taken": "/address",
  "billing.due_day_taken": "/day",
  "billing.closing_day_wrong": "/on",
  "billing.closing_in_future": "/on",
};

/** The key of the text for a problem's code. */
export function codeKey(code: string): string {
  return `problem.code.${code.replaceAll(".", "_")}`;
}

/** The mistakes of a refusal, those of a conflict too, which then carry what the server says of it. */
export function mistakesOf(problem: ApiProblem): readonly FieldProblem[] {
  if (problem.errors.length > 0) return problem.errors;
  const pointer = fieldOfCode[problem.code];
  return pointer === undefined ? [] : [{ pointer, detail: problem.detail }];
}
