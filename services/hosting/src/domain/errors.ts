import { defineErrors } from "@isp/kernel";

export const refuse = defineErrors("hosting", {
  domain_invalid: { kind: "invalid", title: "This is not a domain name" },
  domain_taken: { kind: "conflict", title: "The domain is registered already" },
  domain_not_found: { kind: "not_found", title: "There is no such domain" },
  plan_has_no_domains: { kind: "precondition", title: "The plan carries no domains" },
  domain_limit: { kind: "precondition", title: "The plan's limit of domains is reached" },
  side_missing: { kind: "invalid", title: "The subscription is missing" },
  subscription_ended: { kind: "precondition", title: "The subscription has ended" },
  subscription_not_found: { kind: "not_found", title: "There is no such subscription" },
});
