import type { plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import type { Address, CustomerData } from "../domain/customer.ts";
import type { PersonType } from "../domain/document.ts";
import { toCustomerMessage, toSubscriptionMessage } from "../events/published.ts";
import type { CreateCustomer } from "../usecases/create-customer.ts";
import type { Page, PlansScope } from "../usecases/ports.ts";
import type { UpdateCustomer } from "../usecases/update-customer.ts";
import { given, nextToken, pageOf } from "./reading.ts";

type Parts = {
  /** Reads outside a transaction. */
  readonly read: Transact<PlansScope>;
  readonly toRequest: ToWriteRequest;
  readonly createCustomer: CreateCustomer;
  readonly updateCustomer: UpdateCustomer;
};

const mostPayers = 500;
const noAddress: Address = {
  line: "",
  postalCode: "",
  street: "",
  number: "",
  complement: "",
  district: "",
  city: "",
  state: "",
  ibgeCode: "",
};

export function customerService(parts: Parts): Handlers<typeof plans.CustomerServiceService> {
  const { read, toRequest } = parts;
  return {
    async createCustomer(request, caller) {
      const data = toData(given(request.customer, "/"));
      const named = toRequest("CreateCustomer", request);
      return { customer: toCustomerMessage(await parts.createCustomer(named, data, caller.units)) };
    },
    async getCustomer({ id }, caller) {
      return read(async ({ customers, notes }) => {
        const customer = await customers.find(id, caller.units);
        return {
          customer: toCustomerMessage(customer),
          pinnedNotes: [...(await notes.pinned(id))],
        };
      });
    },
    async listPayers({ customerIds }) {
      const asked = [...new Set(customerIds)].slice(0, mostPayers);
      const found = await read(({ customers }) => customers.ofIds(asked));
      return {
        payers: found.map(({ id, name, document, email, city, address }) => ({
          customerId: id,
          name,
          document,
          email,
          city,
          address,
        })),
      };
    },
    async searchCustomers(request, caller) {
      const page = pageOf(request);
      const found = await read((scope) =>
        scope.customers.search(request.query, caller.units, page),
      );
      return {
        customers: found.customers.map(toCustomerMessage),
        nextPageToken: searchToken(request.query, found.customers, page),
        matches: [...found.matches],
      };
    },
    async updateCustomer(request, caller) {
      const named = toRequest("UpdateCustomer", request);
      const customer = await parts.updateCustomer(named, request, caller.units);
      return { customer: toCustomerMessage(customer) };
    },
    async getCustomerTree({ customerId }, caller) {
      return read(async ({ customers, subscriptions, items, notes }) => {
        const [customer, held, under, pinned] = await Promise.all([
          customers.find(customerId, caller.units),
          subscriptions.ofCustomer(customerId, "", caller.units),
          items.ofCustomer(customerId),
          notes.pinned(customerId),
        ]);
        const branches = held.map((subscription) => ({
          subscription: toSubscriptionMessage(subscription),
          items: under.filter(({ subscriptionId }) => subscriptionId === subscription.id),
        }));
        return { customer: toCustomerMessage(customer), branches, pinnedNotes: [...pinned] };
      });
    },
  };
}

/** Everybody goes on after the last id; matches, which are ordered by how well they fit, by their count. */
function searchToken(query: string, found: readonly { readonly id: string }[], page: Page): string {
  if (query.trim() === "" || found.length < page.limit) return nextToken(found, page);
  return String(Number(page.after) + page.limit);
}

export function toData(message: plans.Customer): CustomerData {
  const { name, personType, document, city, email, phone, address } = message;
  return {
    name: name.trim(),
    // The rule refuses any other word.
    personType: personType as PersonType,
    document,
    city: city.trim(),
    email: email.trim(),
    phone: phone.trim(),
    address: address ?? noAddress,
  };
}
