/** What a unit does about debts from a day on. */
export type DefaultPolicy = {
  readonly businessUnitId: string;
  readonly fromOn: string;
  readonly version: number;
  readonly on: boolean;
  readonly suspendAfterNoticeDays: number;
  readonly rescindAfterSuspensionDays: number;
  readonly clearingDays: number;
  readonly minDebtCents: number;
  readonly dailyCap: number;
  readonly automatic: boolean;
  readonly unlockDays: number;
  readonly unlocksPerMonth: number;
  readonly reminds: boolean;
};

/** The policy of today, since when it is on, and what is to come. */
export type UnitPolicies = DefaultPolicy & {
  readonly sinceOn: string | null;
  readonly coming: readonly DefaultPolicy[];
};

export type LadderAct = "notice" | "suspend" | "rescind";

export type DefaultEntry = {
  readonly id: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly act: LadderAct;
  readonly state: "listed" | "excluded" | "capped" | "person" | "done" | "dropped";
  readonly debtCents: number;
  readonly noticedOn: string | null;
  readonly problem: string;
};

/** The list of one day; entries where one is read alone. */
export type DefaultDay = {
  readonly id: string;
  readonly businessUnitId: string;
  readonly on: string;
  readonly state: "open" | "approved" | "lapsed" | "empty";
  readonly approvedBy: string;
  readonly approvedAt: string | null;
  readonly entries: readonly DefaultEntry[];
};

export type Notice = {
  readonly id: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly kind: "before" | "due" | "late" | "default";
  readonly state: "waiting" | "sent" | "failed" | "dropped";
  readonly subject: string;
  readonly body: string;
  readonly madeAt: string;
  readonly recipient: string;
  readonly messageId: string;
  readonly serverAnswer: string;
  readonly sentAt: string | null;
  readonly problem: string;
};

export type Contest = {
  readonly id: string;
  readonly invoiceId: string;
  readonly openedOn: string;
  readonly answerByOn: string;
  readonly openedBy: string;
  readonly reason: string;
  readonly closedOn: string | null;
  readonly closedBy: string;
  readonly outcome: "" | "rejected" | "upheld";
  readonly answer: string;
};

export type LateDebt = {
  readonly invoiceId: string;
  readonly number: number;
  readonly dueOn: string;
  readonly openCents: number;
  readonly noticedOn: string | null;
  readonly contested: boolean;
};

export type LadderStep = {
  readonly act: LadderAct;
  readonly on: string;
  readonly debtCents: number;
  readonly noticedOn: string | null;
};

export type Suspension = {
  readonly id: string;
  readonly subscriptionId: string;
  readonly state: "suspending" | "suspended" | "resuming" | "resumed" | "refused";
  readonly suspendedOn: string;
  readonly resumedOn: string | null;
  readonly resumedFor: "" | "paid" | "unlock";
};

/** What is to be said of a customer's debts. */
export type CustomerLadder = {
  readonly customerId: string;
  readonly on: boolean;
  readonly today: string;
  readonly owedCents: number;
  readonly holds: readonly string[];
  readonly steps: readonly LadderStep[];
  readonly debts: readonly LateDebt[];
  readonly promised: {
    readonly version: number;
    readonly neverSuspendUntilOn: string | null;
    readonly reason: string;
    readonly changedBy: string;
  } | null;
  readonly suspensions: readonly Suspension[];
  readonly unlocks: readonly {
    readonly id: string;
    readonly on: string;
    readonly untilOn: string;
  }[];
  readonly contests: readonly Contest[];
  readonly notices: readonly Notice[];
};

export type NoticeTemplate = {
  readonly businessUnitId: string;
  readonly kind: Notice["kind"];
  readonly version: number;
  readonly subject: string;
  readonly body: string;
};
