import type { Centavos, CivilDate } from "@isp/kernel";
import type { BusinessUnit } from "./business-unit.ts";
import { type Contract, contractOf, plainContract } from "./contract.ts";
import type { Customer } from "./customer.ts";
import type { Discount } from "./discount.ts";
import type { Subscription } from "./subscription.ts";

/** What a template may name, as text that is ready to be read. */
export type ContractValues = Readonly<
  Record<"provider" | "customer" | "plan" | "contract", Readonly<Record<string, string>>>
> & { readonly today: string };

export type ContractGrounds = {
  readonly unit: BusinessUnit;
  readonly customer: Customer;
  readonly subscription: Subscription;
  readonly today: CivilDate;
};

export function contractValues(grounds: ContractGrounds): ContractValues {
  const { unit, customer, subscription, today } = grounds;
  const { plan } = subscription;
  return {
    today: day(today),
    provider: clean({ name: unit.name, city: unit.city, mailDomain: unit.mailDomain }),
    customer: clean({
      name: customer.name,
      document: punctuated(customer.document),
      city: customer.city,
      address: addressLine(customer),
      email: customer.email,
      phone: customer.phone,
    }),
    plan: clean({
      name: plan.name,
      price: reais(subscription.priceCents),
      payable: reais(subscription.payableCents),
      discount: discountText(subscription.discount),
      down: plan.speed === null ? "" : kbps(plan.speed.businessHours.downKbps),
      up: plan.speed === null ? "" : kbps(plan.speed.businessHours.upKbps),
    }),
    contract: clean(contractFields(grounds)),
  };
}

function contractFields({ subscription, customer }: ContractGrounds): Record<string, string> {
  const { number, startOn, trialDays, installationAddress, notes } = subscription;
  const contract = subscription.contract ?? unwritten(startOn);
  return {
    number: number.toString(),
    startOn: day(startOn),
    trialDays: String(trialDays),
    notes,
    installationAddress: installationAddress || addressLine(customer),
    soldOn: day(contract.soldOn),
    activatedOn: day(contract.activatedOn),
    expiresOn: day(contract.expiresOn),
    validityMonths: String(contract.validityMonths),
    installFee: reais(contract.installFeeCents),
    installments: String(contract.installments),
    cancellationFormula: contract.cancellationFormula,
  };
}

/** Where none was written down, it runs from the start and binds for no time. */
function unwritten(startOn: CivilDate): Contract {
  return contractOf(plainContract, { soldOn: startOn, startOn });
}

/** A value stands in one line, so that nobody's name can make a heading or a paragraph of its own. */
function clean(values: Record<string, string>): Record<string, string> {
  const entries = Object.entries(values).map(([key, text]) => [
    key,
    text
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim()
      .replace(/^[#-]+\s*/, ""),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function addressLine({ address }: Customer): string {
  const { line, street, number, complement, district, postalCode, state } = address;
  if (street === "") return line;
  const place = [street, number, complement, district, state].filter((part) => part !== "");
  return [place.join(", "), ...(postalCode === "" ? [] : [`CEP ${postalCode}`])].join(" – ");
}

export function day(date: CivilDate): string {
  return date.split("-").toReversed().join("/");
}

export function reais(cents: Centavos): string {
  const text = cents.toString().padStart(3, "0");
  const whole = text.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ".");
  return `R$ ${whole},${text.slice(-2)}`;
}

function discountText(discount: Discount | null): string {
  if (discount === null) return "nenhum";
  if (discount.kind === "amount") return reais(discount.amountCents);
  return `${String(discount.percentHundredths / 100).replace(".", ",")} %`;
}

function kbps(rate: number): string {
  return rate >= 1_000 ? `${String(rate / 1_000).replace(".", ",")} Mbps` : `${rate} kbps`;
}

function punctuated(document: string): string {
  return document.length === 11
    ? document.replace(/^(...)(...)(...)(..)$/, "$1.$2.$3-$4")
    : document.replace(/^(..)(...)(...)(....)(..)$/, "$1.$2.$3/$4-$5");
}
