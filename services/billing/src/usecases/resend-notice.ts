import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { newNotice, type Notice } from "../domain/notice.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";

export type ResendNotice = (
  request: WriteRequest,
  given: { readonly id: string; readonly by: string },
  units: Units,
) => Promise<Notice>;

/** Sends a letter once more, to where the customer is reached now; the first one and its proof stay. */
export function resendNotice(transact: Transact<Billing>, clock: Clock): ResendNotice {
  return (request, { id: resent, by }, units) =>
    idempotently(transact, clock, request, {
      id: newId(clock.now()),
      async first({ notices }, id) {
        const first = await notices.find(resent, units);
        if (first.state === "waiting")
          throw refuse.notice_not_resendable("The notice still waits to be sent.");
        const { businessUnitId, customerId, kind, subject, body, invoices } = first;
        const about = { businessUnitId, customerId, kind, subject, body, invoices };
        const onceKey = `${id}/resend`;
        const madeAt = clock.now();
        const again = newNotice({ ...about, id, onceKey, madeAt, madeBy: by, resendOf: resent });
        await notices.add([again]);
        return again;
      },
      again: ({ notices }, id) => notices.find(id, units),
    });
}
