import { digestOf, isDomainName, isLoginName, type ItemState } from "@isp/kernel";
import { refuse } from "./errors.ts";

/** What a customer chose of a mailbox. */
export type MailboxSettings = {
  /** Gets a copy of all mail (C74); empty for nobody. */
  readonly copyTo: string;
  /** Answers each sender once a day (C75); empty for no answer. */
  readonly autoReply: string;
  readonly antispam: boolean;
  readonly antivirus: boolean;
};

export const plainSettings: MailboxSettings = {
  copyTo: "",
  autoReply: "",
  antispam: false,
  antivirus: false,
};

/** A mailbox. Its row is what Postfix and Dovecot go by. */
export type Mailbox = ItemState &
  MailboxSettings & {
    readonly id: string;
    readonly subscriptionId: string;
    readonly customerId: string;
    readonly businessUnitId: string;
    readonly address: string;
    /** ARGON2ID in PHC form; Dovecot reads it as `{ARGON2ID}`. */
    readonly passwordHash: string;
    /** The login it was born with (D17), or null. */
    readonly loginId: string | null;
    readonly isAdditional: boolean;
    readonly isMain: boolean;
    /** Kept back on purpose (D22). */
    readonly isHeld: boolean;
    readonly quotaMb: number;
    /**
     * Where its mail lies. A mailbox that goes to another customer without its content, or a name that is
     * taken again, gets a new one, so that nobody ever reads the former owner's mail (D13, D19).
     */
    readonly storageId: string;
    /** Since when it is only reserved; null once it lives. */
    readonly reservedAt: Date | null;
    /** Under what the server was last known to open sessions; empty before its first time. */
    readonly appliedAccess: string;
  };

/** Under what sessions are opened: who and where, and in which state. */
function accessOf({ address, passwordHash, storageId, wanted }: Mailbox): string {
  return `${digestOf(address, passwordHash, storageId).slice(0, 40)} ${wanted.state}`;
}

/** Whether whoever is logged in may not stay so: who opens sessions after a resume stays. */
export function endsSessions(mailbox: Mailbox): boolean {
  const [before, now] = [mailbox.appliedAccess, accessOf(mailbox)];
  if (before === "" || before === now) return false;
  return mailbox.wanted.state !== "on" || before.split(" ")[0] !== now.split(" ")[0];
}

/** The mailbox after a change that its server has yet to take over. */
export function changed(
  mailbox: Mailbox,
  change: Partial<Mailbox>,
  { now, hasServer }: { readonly now: Date; readonly hasServer: boolean },
): Mailbox {
  const next = { ...mailbox, ...change };
  const reason = pendingReason(next, hasServer);
  return {
    ...next,
    version: mailbox.version + 1n,
    wanted: { ...mailbox.wanted, version: mailbox.wanted.version + 1n, at: now },
    real: { ...mailbox.real, state: "pending", at: now, reason },
  };
}

/** The mailbox once its server does what is wanted. */
export function inStep(mailbox: Mailbox, now: Date): Mailbox {
  const { version } = mailbox.wanted;
  return {
    ...mailbox,
    version: mailbox.version + 1n,
    real: { state: "in-step", version, at: now, reason: "" },
    appliedAccess: accessOf(mailbox),
  };
}

/** How long the content and the name of what was given up are kept (D13). */
export const quarantineMs = 30 * 86_400_000;

export const sealedUntil = (since: Date): Date => new Date(since.getTime() + quarantineMs);

/** Why a mailbox is not on its server yet. */
export function pendingReason({ isHeld }: Pick<Mailbox, "isHeld">, hasServer: boolean): string {
  if (isHeld) return "held";
  return hasServer ? "" : "no-server";
}

export function checkAddress(address: string): void {
  const at = address.lastIndexOf("@");
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (at > 0 && isLoginName(local) && isDomainName(domain)) return;
  throw refuse.address_invalid(`${address} is not a mail address.`, {
    fields: [{ pointer: "/address", detail: "is not a mail address" }],
  });
}

const [shortest, longest] = [6, 128];

export function checkPassword(password: string): void {
  const fits = password.length >= shortest && password.length <= longest;
  if (fits && !/[\0\r\n]/.test(password)) return;
  throw refuse.password_invalid("A password has 6 to 128 characters in one line.", {
    fields: [{ pointer: "/password", detail: "must have 6 to 128 characters in one line" }],
  });
}
