import type { CivilDate } from "@isp/kernel";
import type { Discount } from "./discount.ts";
import type { Participant } from "./operation.ts";

/** What is asked of one of the four operations that are previewed (DESIGN 5). */
export type PreviewedOrder = ChangePlanOrder | TransferOrder | CancelOrder | DeleteOrder;

export type ChangePlanOrder = {
  readonly kind: "change-plan";
  readonly planId: string;
  readonly trialDays: number;
  /** Null keeps the present one. */
  readonly discount: Discount | null;
  readonly keepSpeedOverride: boolean;
  readonly newContract: boolean;
};

export type TransferOrder = {
  readonly kind: "transfer";
  readonly customerId: string;
  readonly loginPassword: "keep" | "new";
  readonly mailboxes: "empty" | "with-content";
};

export type CancelOrder = {
  readonly kind: "cancel";
  readonly reasonId: string;
  readonly waiveFine: boolean;
};

export type DeleteOrder = {
  readonly kind: "delete";
  /** The contract number as typed; a preview may go without. */
  readonly confirm: string;
};

export type Effect = {
  readonly itemId: string;
  readonly itemKind: string;
  readonly itemName: string;
  readonly itemVersion: bigint;
  readonly action: string;
  readonly detail: string;
  /** What is charged, or credited below zero; absent where no money moves. */
  readonly amountCents?: bigint | undefined;
};

export type Remark = { readonly code: string; readonly detail: string; readonly itemId: string };

/** What one service says would happen there. */
export type PreviewPart = {
  readonly service: Participant | "plans";
  readonly effects: readonly Effect[];
  readonly warnings: readonly Remark[];
  readonly conflicts: readonly Remark[];
};

export type Preview = {
  readonly id: string;
  readonly businessUnitId: string;
  readonly subscriptionId: string;
  readonly kind: PreviewedOrder["kind"];
  readonly on: CivilDate;
  /** Of the order and all effects with their items' versions: another one means that something moved. */
  readonly digest: string;
  readonly parts: readonly PreviewPart[];
  readonly expiresAt: Date;
};

export const previewedForMs = 30 * 60_000;

export const warningsOf = (parts: readonly PreviewPart[]): readonly Remark[] =>
  parts.flatMap(({ warnings }) => warnings);

export const conflictsOf = (parts: readonly PreviewPart[]): readonly Remark[] =>
  parts.flatMap(({ conflicts }) => conflicts);

/** What the participants are told of the operator's choices; absent means the usual. */
export function choicesOf(order: PreviewedOrder): Readonly<Record<string, string>> {
  switch (order.kind) {
    case "change-plan":
      return order.keepSpeedOverride ? { "keep-speed-override": "true" } : {};
    case "transfer":
      return { "login-password": order.loginPassword, mailboxes: order.mailboxes };
    case "cancel":
      return order.waiveFine ? { "waive-fine": "true" } : {};
    case "delete":
      return {};
  }
}

const withPasswords = new Set(["mailbox", "ftp-user", "database"]);

/** Will it make passwords for somebody to take (D19)? */
export function makesPasswords(order: PreviewedOrder, parts: readonly PreviewPart[]): boolean {
  if (order.kind !== "transfer") return false;
  const kinds = parts.flatMap(({ effects }) => effects.map(({ itemKind }) => itemKind));
  return kinds.some(
    (kind) => withPasswords.has(kind) || (kind === "login" && order.loginPassword === "new"),
  );
}
