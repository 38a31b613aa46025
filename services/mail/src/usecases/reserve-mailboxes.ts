import type { Transact } from "@isp/db";
import { type Clock, newItemState } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import {
  checkAddress,
  checkPassword,
  type Mailbox,
  pendingReason,
  plainSettings,
} from "../domain/mailbox.ts";
import type { HashPassword, Mail } from "./ports.ts";
import type { Reservation } from "./reserve-mailbox.ts";

export type NamedReservation = Omit<Reservation, "isLive"> & { readonly mailboxId: string };

export type ReserveMailboxes = (reservations: readonly NamedReservation[]) => Promise<void>;

/**
 * Takes the addresses of many logins at once, all or none. The caller chose the ids, so that a
 * repetition finds what is there. Equal passwords of one batch share a hash.
 */
export function reserveMailboxes(
  transact: Transact<Mail>,
  clock: Clock,
  hash: HashPassword,
): ReserveMailboxes {
  return async (reservations) => {
    for (const { address, password } of reservations) {
      checkAddress(address);
      checkPassword(password);
    }
    const hashes = await hashed(reservations, hash);
    const now = clock.now();
    await transact(async ({ mailboxes, hasServer }) => {
      const reserved = reservations.map(
        ({ password, mailboxId, ...rest }): Mailbox => ({
          ...plainSettings,
          ...rest,
          appliedAccess: "",
          ...newItemState("reserved", now, pendingReason(rest, hasServer)),
          id: mailboxId,
          storageId: mailboxId,
          passwordHash: hashes.get(password) ?? "",
          isAdditional: !rest.isMain,
          reservedAt: now,
        }),
      );
      const taken = await mailboxes.addAll(reserved);
      if (taken.length > 0) {
        throw refuse.address_taken(`${taken.join(", ")}: taken.`, {
          details: { addresses: taken.join(" ") },
        });
      }
    });
  };
}

async function hashed(
  reservations: readonly NamedReservation[],
  hash: HashPassword,
): Promise<ReadonlyMap<string, string>> {
  const passwords = [...new Set(reservations.map(({ password }) => password))];
  const hashes = new Map<string, string>();
  // Two at a time: each takes 19 MiB and a core while it lasts.
  const left = passwords.values();
  const worker = async () => {
    for (const password of left) hashes.set(password, await hash(password));
  };
  await Promise.all([worker(), worker()]);
  return hashes;
}
