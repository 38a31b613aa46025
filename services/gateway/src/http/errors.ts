import { defineErrors } from "@isp/kernel";

export const refuse = defineErrors("gateway", {
  invalid: { kind: "invalid", title: "Some fields are wrong" },
  malformed_json: { kind: "invalid", title: "The body is not JSON" },
  body_too_large: { kind: "invalid", title: "The body is too large" },
  media_type: { kind: "invalid", title: "The body must be application/json" },
  not_found: { kind: "not_found", title: "There is nothing here" },
  unauthenticated: { kind: "unauthenticated", title: "Sign in first" },
  credentials_wrong: { kind: "unauthenticated", title: "User or password is wrong" },
  too_many_attempts: { kind: "exhausted", title: "Too many attempts; wait a minute" },
  csrf: { kind: "forbidden", title: "The request did not come from the console" },
  permission_missing: { kind: "forbidden", title: "Your role does not allow this" },
  grant_too_wide: { kind: "forbidden", title: "Nobody grants what he does not have himself" },
  all_units_only: { kind: "forbidden", title: "This is for operators of all business units" },
  role_in_use: { kind: "conflict", title: "The role is in use" },
  role_built_in: { kind: "conflict", title: "The role belongs to Torre" },
  name_taken: { kind: "conflict", title: "The name is taken" },
  last_administrator: { kind: "conflict", title: "Somebody must remain who may do everything" },
  stale: { kind: "stale", title: "Somebody changed it meanwhile" },
  if_match_missing: { kind: "invalid", title: "The edit must say which version it changes" },
  idempotency_key: { kind: "invalid", title: "The Idempotency-Key cannot be used" },
});
