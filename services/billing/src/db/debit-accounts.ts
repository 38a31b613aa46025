import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import type { DebitAccount } from "../domain/debit-account.ts";
import { refuse } from "../domain/errors.ts";
import type { DebitAccounts, Units } from "../usecases/ports.ts";

type Row = Omit<DebitAccount, "version"> & { readonly version: string };

const columns = `id, version, customer_id AS customerId, bank_code AS bankCode, agency, account, holder, document, kind,
  card_token AS cardToken, card_brand AS cardBrand, card_last_digits AS cardLastDigits,
  card_expires AS cardExpires`;

export function mysqlDebitAccounts(manager: EntityManager): DebitAccounts {
  const read = async (rest: string, parameters: readonly unknown[]) => {
    const rows = await manager.query<Row[]>(`SELECT ${columns} FROM debit_accounts ${rest}`, [
      ...parameters,
    ]);
    return rows.map((row): DebitAccount => ({ ...row, version: BigInt(row.version) }));
  };
  return {
    async add({ id, version, customerId, ...data }) {
      const { bankCode, agency, account, holder, document, kind, ...card } = data;
      const { cardToken, cardBrand, cardLastDigits, cardExpires } = card;
      await onceAnAccount(() =>
        manager.query(
          `INSERT INTO debit_accounts (id, version, customer_id, bank_code, agency, account, holder, document,
             kind, card_token, card_brand, card_last_digits, card_expires)
           VALUES (?)`,
          [
            [
              id,
              version.toString(),
              customerId,
              bankCode,
              agency,
              account,
              holder,
              document,
              kind,
              cardToken,
              cardBrand,
              cardLastDigits,
              cardExpires,
            ],
          ],
        ),
      );
    },
    async save({ id, version, bankCode, agency, account, holder, document, ...card }) {
      const { cardToken, cardBrand, cardLastDigits, cardExpires } = card;
      await onceAnAccount(() =>
        manager.query(
          `UPDATE debit_accounts SET version = ?, bank_code = ?, agency = ?, account = ?, holder = ?,
             document = ?, card_token = ?, card_brand = ?, card_last_digits = ?, card_expires = ?
           WHERE id = ?`,
          [
            version.toString(),
            bankCode,
            agency,
            account,
            holder,
            document,
            cardToken,
            cardBrand,
            cardLastDigits,
            cardExpires,
            id,
          ],
        ),
      );
    },
    async remove(id) {
      await manager.query("DELETE FROM debit_accounts WHERE id = ?", [id]);
    },
    async lock(id, units) {
      const [account] = await read("WHERE id = ? FOR UPDATE", [id]);
      if (account === undefined || !(await seesCustomer(manager, account.customerId, units)))
        throw refuse.entry_not_found(`There is no debit account ${id}.`);
      return account;
    },
    ofCustomer: (customerId) => read("WHERE customer_id = ? ORDER BY id", [customerId]),
    async countUsing(id) {
      const [row] = await manager.query<{ count: string }[]>(
        `SELECT COUNT(*) AS count FROM subscription_terms t JOIN debit_accounts d ON d.id = ?
         WHERE t.customer_id = d.customer_id AND t.debit_account_id = d.id AND t.ended_on IS NULL`,
        [id],
      );
      return Number(row?.count ?? 0);
    },
    requireCustomer: async (customerId, units) => {
      if (await seesCustomer(manager, customerId, units)) return;
      throw refuse.customer_not_found(`There is no customer ${customerId}.`);
    },
  };
}

/** Whom plans would show: those who live in a unit of the caller's, or have a subscription there. */
async function seesCustomer(
  manager: EntityManager,
  customerId: string,
  units: Units,
): Promise<boolean> {
  // Billing may not have heard of him yet; he who sees all has no row to be kept from.
  if (units === "all") return true;
  if (units.length === 0) return false;
  const [seen] = await manager.query<unknown[]>(
    `SELECT 1 FROM customers WHERE id = ? AND business_unit_id IN (?)
     UNION SELECT 1 FROM subscription_terms WHERE customer_id = ? AND business_unit_id IN (?)`,
    [customerId, units, customerId, units],
  );
  return seen !== undefined;
}

async function onceAnAccount(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (duplicateKey(error) !== "debit_accounts_one_account") throw error;
    throw refuse.debit_account_taken("The customer has this debit account already.", {
      fields: [{ pointer: "/account", detail: "is registered already" }],
      cause: error,
    });
  }
}
