import { eventually } from "@isp/testing";
import { expect } from "chai";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { type Json, listAt } from "../story/api.ts";

/** Something of everything in one business unit: the last part of a path's folder, and its id. */
export type Belongings = {
  readonly unit: { readonly id: string; readonly city: string };
  readonly ids: Readonly<Record<string, string>>;
  /** What must stand in no answer for another unit. */
  readonly words: readonly string[];
};

const password = "senha-de-teste-1";
const debit = { bankCode: "001", agency: "1234-5", account: "12345-6", holder: "Ana Prado" };

/** A unit with its catalogue, and a customer who holds one of every kind of item. */
export async function furnish(api: Checklist): Promise<Belongings> {
  const unit = await aUnit(api, { closingDay: 31 });
  const catalogue = await furnishCatalogue(api, unit.id);
  const customer = await aCustomer(api, unit.city);
  const login = `ana-${mark()}`;
  const line = await api.made("/subscriptions", {
    customerId: customer.id,
    planId: catalogue.plans,
    startOn: "2026-09-01",
    status: "enabled",
    access: { username: login, password },
  });
  const host = await api.made("/subscriptions", {
    customerId: customer.id,
    planId: catalogue.hosting,
    startOn: "2026-09-01",
    status: "enabled",
  });
  const items = await furnishItems(api, host.id);
  const note = await api.made(`/customers/${customer.id}/notes`, { text: `Nota ${mark()}` });
  const account = { ...debit, document: "529.982.247-25" };
  const debitAccount = await api.made(`/customers/${customer.id}/debit-accounts`, account);
  const billed = await close(api, unit.id, customer.id);
  const held = await heldItems(api, customer.id, login);
  const ip = await api.made(`/subscriptions/${line.id}/ips`, { loginId: held.logins });
  const operation = await api.made(`/subscriptions/${line.id}/suspend`, { on: nextYear() });
  return {
    unit,
    ids: {
      ...catalogue,
      ...items,
      ...held,
      ...billed,
      "business-units": unit.id,
      customers: customer.id,
      subscriptions: line.id,
      operations: operation.id,
      ips: ip.id,
      "customer-notes": note.id,
      "debit-accounts": debitAccount.id,
    },
    words: [unit.id, unit.city, customer.id, String(customer["name"]), line.id, login],
  };
}

/** A day that is far off, so that what is scheduled for it stays scheduled. */
export function nextYear(): string {
  return `${new Date().getFullYear() + 1}-06-01`;
}

async function furnishCatalogue(api: Checklist, businessUnitId: string) {
  const named = { businessUnitId, name: `De teste ${mark()}` };
  const rate = { downKbps: 1_000, upKbps: 1_000 };
  const made = async (path: string, body: object) => (await api.made(path, body)).id;
  const point = await made("/routing-points", { ...named, kind: "tower" });
  const octet = () => Math.floor(Math.random() * 254) + 1;
  const hosting = { diskMb: 100, domains: 2, databases: 2, ftpUsers: 2 };
  return {
    plans: (await aPlan(api, businessUnitId)).id,
    hosting: (await aPlan(api, businessUnitId, { kind: "hosting", hosting })).id,
    salespeople: await made("/salespeople", named),
    "cancellation-reasons": await made("/cancellation-reasons", named),
    "contract-templates": await made("/contract-templates", { ...named, body: "Contrato" }),
    "payment-forms": await made("/payment-forms", { ...named, kind: "pix" }),
    "due-days": await made("/due-days", { businessUnitId, day: 17, closingDay: 31 }),
    "routing-points": point,
    nas: await made("/nas", {
      name: `NAS ${mark()}`,
      address: `10.${octet()}.${octet()}.${octet()}`,
      secret: password,
      routingPointId: point,
    }),
    "ip-classes": await made("/ip-classes", { ...named, cidr: `10.${octet()}.${octet()}.0/24` }),
    "speed-profiles": await made("/speed-profiles", {
      ...named,
      speed: { businessHours: rate, otherHours: rate },
    }),
  };
}

async function furnishItems(api: Checklist, subscriptionId: string) {
  const name = `${mark()}.example.net.br`;
  const domain = await api.made(`/subscriptions/${subscriptionId}/domains`, { name });
  const short = mark();
  const database = await api.made(`/domains/${domain.id}/databases`, {
    engine: "mariadb",
    name: `d${short}`,
  });
  const user = { username: `f${short}`, password };
  const ftpUser = await api.made(`/domains/${domain.id}/ftp-users`, user);
  const host = { name: "loja", type: "name", pointsTo: "203.0.113.7" };
  const dnsHost = await api.made(`/domains/${domain.id}/hosts`, host);
  return { hosts: dnsHost.id, domains: domain.id, databases: database.id, "ftp-users": ftpUser.id };
}

/** Closes the unit's month, so that it has an invoice. */
async function close(api: Checklist, businessUnitId: string, customerId: string) {
  const closing = await api.made("/closings", { businessUnitId, on: "2026-10-31" });
  await eventually(async () => {
    const { body } = await api.get(`/closings/${closing.id}`);
    expect(body["state"], JSON.stringify(body)).to.equal("proposed");
  });
  await api.post(`/closings/${closing.id}/commit`, {});
  const billed = await eventually(async () => {
    const found = listAt((await api.get(`/customers/${customerId}/invoices`)).body, "items");
    expect(found).to.have.length.above(0);
    const invoiceId = String(found[0]?.["id"]);
    return { closings: closing.id, invoices: invoiceId };
  });
  const reason = `Contestada ${mark()}`;
  const contest = await api.made(`/invoices/${billed.invoices}/contests`, { reason });
  const payments = await pay(api, billed.invoices);
  const payout = await payOut(api, customerId, billed.invoices);
  return { ...billed, contests: contest.id, payments, "credit-payouts": payout };
}

async function pay(api: Checklist, invoiceId: string): Promise<string> {
  const { body } = await api.get(`/invoices/${invoiceId}`);
  const unit = String(body["businessUnitId"]);
  const forms = await api.get(`/payment-forms?businessUnitId=${unit}`);
  const formId = String(listAt(forms.body, "items")[0]?.["id"]);
  const payment = { amountCents: 100, paidOn: String(body["issuedOn"]), formId };
  return (await api.made(`/invoices/${invoiceId}/payments`, payment)).id;
}

/** Pays more than is owed, and has a part of the rest back. */
async function payOut(api: Checklist, customerId: string, invoiceId: string): Promise<string> {
  const { body } = await api.get(`/invoices/${invoiceId}`);
  const businessUnitId = String(body["businessUnitId"]);
  const forms = await api.get(`/payment-forms?businessUnitId=${businessUnitId}`);
  const formId = String(listAt(forms.body, "items")[0]?.["id"]);
  const paid = { amountCents: 1_000_000, paidOn: String(body["issuedOn"]), formId };
  await api.made(`/invoices/${invoiceId}/payments`, paid);
  const payout = { businessUnitId, amountCents: 500, paidOn: paid.paidOn, formId };
  return (await api.made(`/customers/${customerId}/credit-payouts`, payout)).id;
}

async function heldItems(api: Checklist, customerId: string, login: string) {
  const items = async (): Promise<readonly Json[]> =>
    listAt((await api.get(`/customers/${customerId}/tree`)).body, "subscriptions").flatMap(
      ({ items: own }) => own as readonly Json[],
    );
  const found = await eventually(async () => {
    const all = await items();
    const idOfKind = (kind: string) => all.find((item) => item["kind"] === kind)?.["id"];
    expect(idOfKind("login"), login).to.be.a("string");
    expect(idOfKind("mailbox"), login).to.be.a("string");
    return { logins: String(idOfKind("login")), mailboxes: String(idOfKind("mailbox")) };
  });
  return found;
}
