import { fieldCheck } from "./errors.ts";
import { isDocumentOf, type PersonType } from "./document.ts";
import { digits } from "./text.ts";

/** A postal address; `line` alone serves where the parts are not known. */
export type Address = {
  readonly line: string;
  readonly postalCode: string;
  readonly street: string;
  readonly number: string;
  readonly complement: string;
  readonly district: string;
  readonly city: string;
  readonly state: string;
  readonly ibgeCode: string;
};

export type Customer = {
  readonly id: string;
  readonly version: bigint;
  readonly businessUnitId: string;
  readonly name: string;
  readonly personType: PersonType;
  readonly document: string;
  readonly city: string;
  readonly address: Address;
  readonly email: string;
  readonly phone: string;
  readonly registeredAt: Date;
};

export type CustomerData = Omit<Customer, "id" | "version" | "businessUnitId" | "registeredAt">;

const email = /^[^\s@"<>\\,;:]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

export function checkCustomer(customer: CustomerData): void {
  const check = fieldCheck();
  const { name, personType, document, city, phone } = customer;
  check.require(name.trim() !== "" && name.length <= 160, "/name", "must be given");
  const isPerson = personType === "individual" || personType === "company";
  check.require(isPerson, "/personType", "must be individual or company");
  check.require(
    isPerson && isDocumentOf(personType, document),
    "/document",
    personType === "company" ? "is not a valid CNPJ" : "is not a valid CPF",
  );
  check.require(city.trim() !== "" && city.length <= 120, "/city", "must be given");
  check.require(customer.email === "" || email.test(customer.email), "/email", "is not an address");
  const phoneDigits = digits(phone).length;
  check.require(
    phone === "" || (phoneDigits >= 10 && phoneDigits <= 13),
    "/phone",
    "must have area code and number",
  );
  check.done();
}
