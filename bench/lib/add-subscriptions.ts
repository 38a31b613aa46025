import { newId } from "@isp/kernel";
import type { Connection } from "mysql2/promise";
import { type Api, idOf } from "../../e2e/story/api.ts";

const atOnce = 1_000;

/** From now on the unit's invoices get a Pix code and a boleto, and wait for the post. */
export async function addPaymentSettings(db: Connection, unitId: string): Promise<void> {
  const settings = {
    business_unit_id: unitId,
    version: 2,
    beneficiary_name: "Norte Fibra",
    beneficiary_document: "11222333000181",
    beneficiary_address: "",
    pix_key: "financeiro@nortefibra.com.br",
    pix_city: "Londrina",
    bank_code: "341",
    agency: "0057",
    account: "12345",
    agreement: "",
    wallet: "109",
    first_our_number: 1,
    instructions: "",
    language: "pt-BR",
    emails_invoices: true,
  };
  await db.query("INSERT INTO billing.payment_settings SET ?", [settings]);
}

/** A unit with subscriptions: made through the API, and filled straight in the tables, as an import leaves them. */
export async function addSubscriptions(
  api: Api,
  db: Connection,
  subscriptions: number,
): Promise<string> {
  const mark = newId().slice(-12);
  const unitId = idOf(
    await api.post("/business-units", {
      name: `Unidade ${mark}`,
      city: `Cidade ${mark}`,
      timeZone: "America/Sao_Paulo",
      closingDay: 31,
      mailDomain: `${mark}.example.com.br`,
    }),
  );
  await isKnown(db, unitId);
  let customerId = "";
  for (let from = 0; from < subscriptions; from += atOnce) {
    const [customers, terms, periods]: [unknown[][], unknown[][], unknown[][]] = [[], [], []];
    for (let index = from; index < Math.min(from + atOnce, subscriptions); index++) {
      // One customer in ten has a second subscription.
      if (index % 11 !== 10) {
        customerId = newId();
        customers.push([customerId, `Cliente ${index}`, unitId]);
      }
      const row = termsOf(index, unitId, customerId);
      terms.push(Object.values(row));
      periods.push([row.subscription_id, row.start_on, 1]);
    }
    const columns = Object.keys(termsOf(0, unitId, customerId)).join(", ");
    await db.query("INSERT INTO billing.customers VALUES ?", [customers]);
    await db.query(`INSERT INTO billing.subscription_terms (${columns}) VALUES ?`, [terms]);
    await db.query("INSERT INTO billing.status_periods VALUES ?", [periods]);
  }
  await db.query("ANALYZE TABLE billing.subscription_terms, billing.status_periods");
  return unitId;
}

function termsOf(index: number, unitId: string, customerId: string) {
  const isNew = index % 20 === 0;
  return {
    subscription_id: newId(),
    version: 1,
    business_unit_id: unitId,
    customer_id: customerId,
    number: 1_000 + index,
    plan_name: "Banda Larga",
    start_on: isNew ? "2026-05-21" : "2025-05-21",
    trial_days: 0,
    price_cents: 9_000,
    payable_cents: 9_000,
    advance_billing: index % 3 === 0,
    billed_through_on: isNew ? null : "2026-04-30",
    last_closing_on: isNew ? null : "2026-04-30",
    due_day_id: "",
    payment_form_id: "",
    debit_account_id: "",
  };
}

async function isKnown(db: Connection, unitId: string): Promise<void> {
  const until = performance.now() + 30_000;
  while (performance.now() < until) {
    const [rows] = await db.query("SELECT id FROM billing.business_units WHERE id = ?", [unitId]);
    if (Array.isArray(rows) && rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("billing never heard of the unit");
}
