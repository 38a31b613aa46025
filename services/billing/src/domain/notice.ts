import type { Centavos, CivilDate } from "@isp/kernel";

/** Letters before, on and after a due date, and the notice that the default ladder rests on. */
export const noticeKinds = ["before", "due", "late", "default"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** A letter to a customer with the proof that it was sent. */
export type Notice = {
  readonly id: string;
  readonly businessUnitId: string;
  readonly customerId: string;
  readonly kind: NoticeKind;
  /** `dropped`: nothing of what it names was open when its turn came. */
  readonly state: "waiting" | "sent" | "failed" | "dropped";
  /** No two letters have one. */
  readonly onceKey: string;
  readonly subject: string;
  readonly body: string;
  readonly invoices: readonly { readonly invoiceId: string; readonly openCents: Centavos }[];
  readonly madeAt: Date;
  /** Empty where nobody asked for it. */
  readonly madeBy: string;
  /** The letter that it repeats, or empty. */
  readonly resendOf: string;
  readonly attempts: number;
  readonly nextAt: Date;
  readonly recipient: string;
  readonly messageId: string;
  /** What the server said when it took the letter over. */
  readonly serverAnswer: string;
  readonly sentAt: Date | null;
  /** The day of the unit on which it was sent. */
  readonly sentOn: CivilDate | null;
  /** Why it was not sent, as a code. */
  readonly problem: string;
};

const [firstPauseMs, longestPauseMs, triesBeforeGivingUp] = [60_000, 3_600_000, 48];

/** When a letter that the server did not take is tried again; null when it is given up. */
export function nextTry({ attempts }: Pick<Notice, "attempts">, now: Date): Date | null {
  if (attempts >= triesBeforeGivingUp) return null;
  const pause = Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs);
  return new Date(now.getTime() + pause);
}

export function newNotice(
  about: Pick<
    Notice,
    | "id"
    | "businessUnitId"
    | "customerId"
    | "kind"
    | "onceKey"
    | "subject"
    | "body"
    | "invoices"
    | "madeAt"
  > &
    Partial<Pick<Notice, "madeBy" | "resendOf">>,
): Notice {
  return {
    madeBy: "",
    resendOf: "",
    ...about,
    state: "waiting",
    attempts: 0,
    nextAt: about.madeAt,
    recipient: "",
    messageId: "",
    serverAnswer: "",
    sentAt: null,
    sentOn: null,
    problem: "",
  };
}
