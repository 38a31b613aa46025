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
  password_invalid: { kind: "invalid", title: "The password cannot be used" },
});
