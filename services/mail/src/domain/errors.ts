import { defineErrors } from "@isp/kernel";

export const refuse = defineErrors("mail", {
  address_invalid: { kind: "invalid", title: "This is not a mail address" },
  address_taken: { kind: "conflict", title: "The mail address is taken" },
  mailbox_not_found: { kind: "not_found", title: "There is no such mailbox" },
  side_missing: { kind: "invalid", title: "The subscription is missing" },
  password_invalid: { kind: "invalid", title: "The password cannot be used" },
});
