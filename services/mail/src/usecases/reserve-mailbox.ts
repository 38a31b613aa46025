import { mailEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, followService, newId, newItemState } from "@isp/kernel";
import {
  checkAddress,
  checkPassword,
  type Mailbox,
  pendingReason,
  plainSettings,
} from "../domain/mailbox.ts";
import { mailboxFact } from "../events/published.ts";
import type { HashPassword, Mail } from "./ports.ts";

export type Reservation = {
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly loginId: string;
  readonly address: string;
  readonly password: string;
  readonly isHeld: boolean;
  readonly isMain: boolean;
  readonly quotaMb: number;
  /** The subscription lives already, so that the mailbox does at once. */
  readonly isLive: boolean;
};

/** Resolves with the mailbox's id. */
export type ReserveMailbox = (request: WriteRequest, reservation: Reservation) => Promise<string>;

/** Takes the address of a login's mailbox (D17); it opens to nobody before its subscription lives. */
export function reserveMailbox(
  transact: Transact<Mail>,
  clock: Clock,
  hash: HashPassword,
): ReserveMailbox {
  return async (request, { password, isLive, ...reservation }) => {
    checkAddress(reservation.address);
    checkPassword(password);
    const passwordHash = await hash(password);
    return transact(async ({ mailboxes, services, requests, outbox, hasServer }) => {
      const now = clock.now();
      const { resultId, done } = await requests.claim(request, newId(now), now);
      if (done) return resultId;
      const reason = pendingReason(reservation, hasServer);
      const state = newItemState(isLive ? "on" : "reserved", now, reason);
      // The caller may have read the subscription before it was suspended.
      const service = isLive ? await services.lock(reservation.subscriptionId) : null;
      const mailbox: Mailbox = {
        ...plainSettings,
        ...reservation,
        appliedAccess: "",
        ...(service === null ? state : followService(state, service, now, reason)),
        id: resultId,
        storageId: resultId,
        passwordHash,
        isAdditional: !reservation.isMain,
        reservedAt: isLive ? null : now,
      };
      await mailboxes.add(mailbox);
      if (isLive) {
        const fact = mailEvents.mailbox.of("created");
        await outbox.add(fact, mailboxFact(mailbox, ""), { aggregateId: mailbox.id });
      }
      await requests.finish(request, now);
      return resultId;
    });
  };
}
