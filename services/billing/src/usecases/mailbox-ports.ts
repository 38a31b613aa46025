import type { CivilDate } from "@isp/kernel";
import type { HeldMailboxes } from "../domain/mailbox-seats.ts";

export type Mailboxes = {
  /** Which subscription holds a mailbox now; its row is locked. */
  readonly lockHolder: (mailboxId: string) => Promise<string | null>;
  readonly hold: (
    mailbox: { readonly id: string; readonly version: bigint },
    subscriptionId: string,
    fromOn: CivilDate,
  ) => Promise<void>;
  readonly release: (mailboxId: string, untilOn: CivilDate) => Promise<void>;
  /** Of those that have held any. What went along in a change of plan counts from the successor's start. */
  readonly ofSubscriptions: (
    subscriptionIds: readonly string[],
  ) => Promise<ReadonlyMap<string, HeldMailboxes>>;
};
