import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { expectVersion } from "../domain/errors.ts";
import {
  checkSettings,
  normaliseSettings,
  noSettings,
  type PaymentSettings,
} from "../domain/payment-settings.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";
import { requireUnit } from "./require-unit.ts";

export type WritePaymentSettings = (
  request: WriteRequest,
  wanted: PaymentSettings,
  units: Units,
) => Promise<PaymentSettings>;

/** Says how a unit is paid from now on. A version is only ever added: issued invoices name theirs. */
export function writePaymentSettings(
  transact: Transact<Billing>,
  clock: Clock,
): WritePaymentSettings {
  return (request, wanted, units) =>
    idempotently(transact, clock, request, {
      id: wanted.businessUnitId,
      async first({ lists, documents }, businessUnitId) {
        await requireUnit(lists, businessUnitId, units);
        const present = (await documents.settings(businessUnitId)) ?? noSettings(businessUnitId);
        expectVersion(wanted.version, present.version);
        const settings = { ...normaliseSettings(wanted), version: present.version + 1n };
        checkSettings(settings);
        await documents.addSettings(settings);
        return settings;
      },
      again: async ({ documents }, businessUnitId) =>
        (await documents.settings(businessUnitId)) ?? noSettings(businessUnitId),
    });
}
