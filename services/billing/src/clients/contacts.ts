import { plans } from "@isp/contracts";
import type { Channel } from "@isp/rpc";
import type { Contact, ReadContacts } from "../usecases/document-ports.ts";

/** Who pays and where it is sent, as plans knows it now. */
export function plansContacts(channel: Channel): ReadContacts {
  const customers = channel.client(plans.CustomerServiceService);
  return async (customerIds) => {
    if (customerIds.length === 0) return new Map();
    const { payers } = await customers.listPayers({ customerIds: [...new Set(customerIds)] });
    return new Map(payers.map((payer) => [payer.customerId, toContact(payer)]));
  };
}

function toContact({ name, document, email, address, city }: plans.Payer): Contact {
  return { name, document, email, address: addressLines(address, city) };
}

/** Two or three lines as on an envelope. */
function addressLines(address: plans.Address | undefined, city: string): readonly string[] {
  if (address === undefined) return [city].filter(isGiven);
  const street = [address.street, address.number, address.complement].filter(isGiven).join(", ");
  const town = [address.city || city, address.state].filter(isGiven).join(" – ");
  const place = [address.district, town, postalCode(address.postalCode)].filter(isGiven);
  return [street || address.line, place.join(" · ")].map(oneLine).filter(isGiven);
}

function postalCode(code: string): string {
  return /^\d{8}$/.test(code) ? `CEP ${code.slice(0, 5)}-${code.slice(5)}` : code;
}

const isGiven = (text: string) => text.trim() !== "";
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim().slice(0, 200);
