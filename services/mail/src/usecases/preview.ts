import type { common } from "@isp/contracts";
import { isGone } from "@isp/kernel";
import type { Mailbox } from "../domain/mailbox.ts";

type Asked = Pick<common.PreviewRequest, "kind" | "to" | "choices">;

/** What an operation would do to the mailboxes of a subscription (C48 to C54, D10, D19). */
export function previewOf(mailboxes: readonly Mailbox[], asked: Asked): common.PreviewResponse {
  const held = mailboxes.filter((mailbox) => !isGone(mailbox));
  return {
    effects: held.map((mailbox) => effectOn(mailbox, asked)),
    warnings: asked.to === undefined ? [] : [...tooMany(held, asked), ...smaller(held, asked)],
    conflicts: [],
  };
}

function effectOn(mailbox: Mailbox, asked: Asked): common.Effect {
  const isEnd = asked.kind === "cancel" || asked.kind === "delete";
  return {
    itemId: mailbox.id,
    itemKind: "mailbox",
    itemName: mailbox.address,
    itemVersion: mailbox.version,
    action: isEnd ? "released" : "moved",
    detail: isEnd
      ? "takes no mail any more; its content is kept 30 days"
      : moveDetail(mailbox, asked),
    amountCents: undefined,
  };
}

function moveDetail({ quotaMb }: Mailbox, { kind, to, choices }: Asked): string {
  const next = quotaOf(to) ?? quotaMb;
  const content = choices["mailboxes"] === "with-content" ? "goes with its content" : "goes empty";
  return [
    ...(kind === "transfer" ? [content, "gets a new password"] : ["keeps content and password"]),
    ...(next === quotaMb ? [] : [`quota ${quotaMb} MB becomes ${next} MB`]),
  ].join("; ");
}

const quotaOf = (to: common.OperationSide | undefined): number | undefined =>
  to?.plan?.mailboxes?.quotaMb || undefined;

/** Beyond what the plan includes each mailbox costs a monthly fee (R15). */
function tooMany(held: readonly Mailbox[], { to }: Asked): common.Remark[] {
  const { included = 0, additionalFeeCents = 0n } = to?.plan?.mailboxes ?? {};
  if (held.length <= included) return [];
  const detail = `${held.length} mailboxes, ${included} included; ${additionalFeeCents} centavos a month for each other`;
  return [{ code: "mail.more_than_included", detail, itemId: "" }];
}

function smaller(held: readonly Mailbox[], { to }: Asked): common.Remark[] {
  const next = quotaOf(to);
  if (next === undefined) return [];
  return held
    .filter(({ quotaMb }) => quotaMb > next)
    .map(({ id, address, quotaMb }) => ({
      code: "mail.quota_smaller",
      detail: `${address}: ${quotaMb} MB becomes ${next} MB`,
      itemId: id,
    }));
}
