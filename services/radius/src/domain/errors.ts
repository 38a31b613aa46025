import { defineErrors, type FieldProblem } from "@isp/kernel";

/** Every way in which radius can refuse. */
export const refuse = defineErrors("radius", {
  login_taken: { kind: "conflict", title: "The login name is taken" },
  login_not_found: { kind: "not_found", title: "There is no such login" },
  subscription_not_found: { kind: "not_found", title: "There is no such subscription" },
  ip_not_found: { kind: "not_found", title: "There is no such IP" },
  address_taken: { kind: "conflict", title: "The address is taken" },
  address_held: { kind: "conflict", title: "Somebody is connected with the address" },
  mac_taken: { kind: "conflict", title: "The MAC address is taken" },
  macs_full: { kind: "precondition", title: "The login is bound to five devices already" },
  plan_without_ip: { kind: "precondition", title: "The plan carries no IP" },
  subscription_ended: { kind: "precondition", title: "The subscription has ended" },
  login_not_live: { kind: "precondition", title: "The login is not in service" },
  field_invalid: { kind: "invalid", title: "A field cannot be as it was written" },
  plan_without_login: { kind: "precondition", title: "The plan carries no login" },
  mail_domain_unknown: { kind: "precondition", title: "The business unit has no mail domain" },
  routing_point_not_found: { kind: "not_found", title: "There is no such routing point" },
  routing_point_in_use: { kind: "precondition", title: "The routing point is in use" },
  nas_not_found: { kind: "not_found", title: "There is no such NAS" },
  nas_address_taken: { kind: "conflict", title: "Another NAS has this address" },
  nas_in_use: { kind: "precondition", title: "The NAS has open sessions" },
  entry_not_found: { kind: "not_found", title: "There is no such entry in this list" },
  entry_in_use: { kind: "precondition", title: "The entry is in use" },
  changed_meanwhile: { kind: "stale", title: "It was changed meanwhile" },
  session_not_found: { kind: "not_found", title: "The login is not connected" },
  disconnect_first: {
    kind: "precondition",
    title: "The access server was not asked, or has not answered yet",
  },
  count_differs: { kind: "conflict", title: "Another number of sessions is open now" },
  password_hidden: { kind: "forbidden", title: "This password is not shown to you" },
  operation_not_found: { kind: "not_found", title: "There is no such operation here" },
});

/** Refuses with every wrong field at once, or does nothing when there is none. */
export function refuseFields(fields: readonly FieldProblem[]): void {
  if (fields.length === 0) return;
  throw refuse.field_invalid("A field cannot be as it was written.", { fields });
}

/** An edit or a removal names the version that was read; 0 where it does not say. */
export function expectVersion(expected: bigint, present: bigint): void {
  if (expected === 0n || expected === present) return;
  throw refuse.changed_meanwhile("Somebody changed it meanwhile; read it again.", {
    fields: [
      { pointer: "", detail: `If-Match names version ${expected}, and it is at ${present}` },
    ],
  });
}
