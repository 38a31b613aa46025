import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { PaymentSettings } from "../domain/payment-settings.ts";
import type { PaymentSlip } from "../domain/payment-slip.ts";
import type { Documents, Payer } from "../usecases/document-ports.ts";

type SettingsRow = Omit<PaymentSettings, "version" | "firstOurNumber" | "emailsInvoices"> & {
  readonly emailsInvoices: number;
  readonly version: string;
  readonly firstOurNumber: string;
};
type SlipRow = Omit<PaymentSlip, "settingsVersion" | "amountCents" | "sequence"> & {
  readonly settingsVersion: string;
  readonly amountCents: string;
  readonly sequence: string | null;
};
type PayerRow = Omit<Payer, "address"> & { readonly invoiceId: string; readonly address: string };

const settingsColumns = `business_unit_id AS businessUnitId, version,
  beneficiary_name AS beneficiaryName, beneficiary_document AS beneficiaryDocument,
  beneficiary_address AS beneficiaryAddress, pix_key AS pixKey, pix_city AS pixCity,
  bank_code AS bankCode, agency, account, agreement, wallet, first_our_number AS firstOurNumber,
  instructions, language, emails_invoices AS emailsInvoices`;
const slipColumns = `invoice_id AS invoiceId, business_unit_id AS businessUnitId,
  settings_version AS settingsVersion, amount_cents AS amountCents, due_on AS dueOn,
  pix_code AS pixCode, barcode, our_number AS ourNumber, series, sequence`;

export function mysqlDocuments(manager: EntityManager): Documents {
  const settings = async (rest: string, parameters: unknown[]) => {
    const [row] = await manager.query<SettingsRow[]>(
      `SELECT ${settingsColumns} FROM payment_settings WHERE business_unit_id = ? ${rest}`,
      parameters,
    );
    return row === undefined ? null : toSettings(row);
  };
  const slips = async (invoiceIds: readonly string[]) => {
    if (invoiceIds.length === 0) return new Map<string, PaymentSlip>();
    const rows = await manager.query<SlipRow[]>(
      `SELECT ${slipColumns} FROM payment_slips WHERE invoice_id IN (?)`,
      [[...invoiceIds]],
    );
    return new Map(rows.map((row) => [row.invoiceId, toSlip(row)]));
  };
  return {
    settings: (businessUnitId) => settings("ORDER BY version DESC LIMIT 1", [businessUnitId]),
    settingsAt: (businessUnitId, version) =>
      settings("AND version = ?", [businessUnitId, `${version}`]),
    async addSettings(added) {
      try {
        await manager.query("INSERT INTO payment_settings VALUES (?)", [settingsValues(added)]);
      } catch (error) {
        if (duplicateKey(error) === undefined) throw error;
        throw refuse.stale("Somebody changed it at the same time; read it again.", {
          cause: error,
        });
      }
    },
    async takeOurNumbers(series, count, first) {
      await manager.query("INSERT IGNORE INTO our_number_series VALUES (?, ?)", [
        series,
        `${first}`,
      ]);
      const [row] = await manager.query<{ next: string }[]>(
        "SELECT next FROM our_number_series WHERE series = ? FOR UPDATE",
        [series],
      );
      const sql = "UPDATE our_number_series SET next = next + ? WHERE series = ?";
      await manager.query(sql, [count, series]);
      return BigInt(row?.next ?? first);
    },
    async addSlips(added) {
      if (added.length === 0) return;
      await manager.query("INSERT INTO payment_slips VALUES ?", [added.map(slipValues)]);
    },
    slipOf: async (invoiceId) => (await slips([invoiceId])).get(invoiceId) ?? null,
    slipsOf: slips,
    async toPrint(closingId, onlyUnsent) {
      const unsent = `AND NOT EXISTS (
        SELECT 1 FROM invoice_letters l WHERE l.invoice_id = i.id AND l.state = 'sent')`;
      const rows = await manager.query<{ id: string }[]>(
        `SELECT i.id FROM invoices i WHERE i.closing_id = ? AND i.state <> 'cancelled'
         ${onlyUnsent ? unsent : ""} ORDER BY i.number`,
        [closingId],
      );
      return rows.map(({ id }) => id);
    },
    async payersOf(invoiceIds) {
      if (invoiceIds.length === 0) return new Map();
      const rows = await manager.query<PayerRow[]>(
        "SELECT invoice_id AS invoiceId, name, document, address FROM invoice_payers WHERE invoice_id IN (?)",
        [[...invoiceIds]],
      );
      return new Map(rows.map(({ invoiceId, ...row }) => [invoiceId, toPayer(row)]));
    },
    async keepPayers(payers) {
      if (payers.size === 0) return;
      const rows = [...payers].map(([invoiceId, { name, document, address }]) => [
        invoiceId,
        name,
        document,
        address.join("\n"),
      ]);
      await manager.query("INSERT IGNORE INTO invoice_payers VALUES ?", [rows]);
    },
  };
}

function toSettings(row: SettingsRow): PaymentSettings {
  return {
    ...row,
    version: BigInt(row.version),
    firstOurNumber: BigInt(row.firstOurNumber),
    emailsInvoices: row.emailsInvoices !== 0,
  };
}

function toSlip(row: SlipRow): PaymentSlip {
  return {
    ...row,
    settingsVersion: BigInt(row.settingsVersion),
    amountCents: BigInt(row.amountCents),
    sequence: row.sequence === null ? null : BigInt(row.sequence),
  };
}

function toPayer({ name, document, address }: Omit<PayerRow, "invoiceId">): Payer {
  return { name, document, address: address === "" ? [] : address.split("\n") };
}

function settingsValues(settings: PaymentSettings): unknown[] {
  return [
    settings.businessUnitId,
    `${settings.version}`,
    settings.beneficiaryName,
    settings.beneficiaryDocument,
    settings.beneficiaryAddress,
    settings.pixKey,
    settings.pixCity,
    settings.bankCode,
    settings.agency,
    settings.account,
    settings.agreement,
    settings.wallet,
    `${settings.firstOurNumber}`,
    settings.instructions,
    settings.language,
    settings.emailsInvoices ? 1 : 0,
  ];
}

function slipValues(slip: PaymentSlip): unknown[] {
  return [
    slip.invoiceId,
    slip.businessUnitId,
    `${slip.settingsVersion}`,
    `${slip.amountCents}`,
    slip.dueOn,
    slip.pixCode,
    slip.barcode,
    slip.ourNumber,
    slip.series,
    slip.sequence === null ? null : `${slip.sequence}`,
  ];
}
