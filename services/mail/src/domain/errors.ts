import { defineErrors } from "@isp/kernel";

export const refuse = defineErrors("mail", {
  address_invalid: { kind: "invalid", title: "This is not a mail address" },
  address_taken: { kind: "conflict", title: "The mail address is taken" },
  address_elsewhere: { kind: "invalid", title: "The address is under somebody else's domain" },
  not_offered: { kind: "precondition", title: "The plan does not offer this" },
  included_used_up: { kind: "precondition", title: "The plan's mailboxes are all taken" },
  quota_too_large: { kind: "invalid", title: "The quota is larger than the plan's" },
  subscription_not_found: { kind: "not_found", title: "There is no such subscription" },
  subscription_ended: { kind: "precondition", title: "The subscription has ended" },
  mailbox_not_found: { kind: "not_found", title: "There is no such mailbox" },
  side_missing: { kind: "invalid", title: "The subscription is missing" },
  server_away: { kind: "unavailable", title: "The mail server is not reachable" },
  changed_meanwhile: { kind: "stale", title: "Somebody changed it meanwhile" },
  copy_invalid: { kind: "invalid", title: "Mail cannot be copied there" },
  copy_elsewhere: { kind: "invalid", title: "The copy would go to another customer's domain" },
  reply_invalid: { kind: "invalid", title: "The answer cannot be sent" },
  of_a_login: { kind: "conflict", title: "The mailbox belongs to a login" },
  is_main: { kind: "conflict", title: "The main mailbox is not moved" },
  there_already: { kind: "conflict", title: "The mailbox hangs there already" },
  other_unit: { kind: "conflict", title: "The subscription is in another business unit" },
  message_not_found: { kind: "not_found", title: "There is no such message" },
  link_used: { kind: "not_found", title: "The link has no effect any more" },
  reason_missing: { kind: "invalid", title: "Reading somebody's mail needs a reason" },
  unit_not_found: { kind: "not_found", title: "There is no such business unit" },
  text_invalid: { kind: "invalid", title: "A mail server cannot say this" },
  too_many_aliases: { kind: "precondition", title: "The mailbox has no room for another address" },
  letter_not_found: { kind: "not_found", title: "There is no such held letter" },
  password_invalid: { kind: "invalid", title: "The password cannot be used" },
});

export function expectVersion(expected: bigint, present: bigint): void {
  if (expected === 0n || expected === present) return;
  throw refuse.changed_meanwhile("Somebody changed it meanwhile; read it again.", {
    fields: [
      { pointer: "", detail: `If-Match names version ${expected}, and it is at ${present}` },
    ],
  });
}
