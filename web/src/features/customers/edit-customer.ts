import type { Address, Customer } from "../../api/customers.ts";
import type { CustomerForm } from "./customer-form.ts";

/** A registration with the version that an edit changes. */
export type Versioned = Customer & { readonly version: number };

/** A registration as its form holds it; a line that was never parted stands in the street. */
export function toCustomerForm(customer: Customer): CustomerForm {
  const { personType, document, name, email, phone, city, address } = customer;
  return { personType, document, name, email, phone, city, address: partsOf(address) };
}

function partsOf(address: Customer["address"]): Address {
  if (address === null) return {};
  if (typeof address === "string") return { street: address };
  const { postalCode, street, number, complement, district, state, line = "" } = address;
  const given = {
    postalCode,
    street: street === "" ? line : street,
    number,
    complement,
    district,
    state,
  };
  const kept = Object.entries(given).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(kept);
}

/** An address in one line, for a sentence about it. */
export function addressLine(value: unknown): string {
  const {
    street = "",
    number = "",
    complement = "",
    district = "",
    postalCode = "",
  } = (value ?? {}) as Address;
  return [street, number, complement, district, postalCode]
    .filter((part) => part !== "")
    .join(", ");
}
