import type { Address, NewCustomer, PersonType } from "../../api/customers.ts";

export type CustomerForm = {
  readonly personType: PersonType;
  readonly document?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly city?: string;
  readonly address?: Address;
};

/** What the form holds, as the API takes it: blanks are left out. */
export function toNewCustomer(form: CustomerForm): NewCustomer {
  const address = withoutBlanks({ ...form.address, city: form.city?.trim() });
  return {
    name: (form.name ?? "").trim().replace(/\s+/g, " "),
    personType: form.personType,
    document: form.document ?? "",
    city: (form.city ?? "").trim(),
    address,
    ...withoutBlanks({ email: form.email?.trim(), phone: form.phone }),
  };
}

function withoutBlanks<T extends Readonly<Record<string, string | undefined>>>(values: T) {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(kept) as { [K in keyof T]?: string };
}
