import { defineErrors, type FieldProblem } from "@isp/kernel";

export const refuse = defineErrors("plans", {
  invalid: { kind: "invalid", title: "Some fields are wrong" },
  city_not_served: { kind: "invalid", title: "No business unit serves this city" },
  business_unit_not_found: { kind: "not_found", title: "There is no such business unit" },
  city_taken: { kind: "conflict", title: "Another business unit serves this city" },
  in_use: { kind: "precondition", title: "It is still in use" },
  status_taken: { kind: "conflict", title: "There is a status with this key" },
  status_not_found: { kind: "not_found", title: "There is no such status" },
  template_not_found: { kind: "not_found", title: "There is no such contract template" },
  template_wrong: { kind: "invalid", title: "The contract template cannot be used" },
  contract_accepted: { kind: "precondition", title: "The contract was accepted already" },
  entry_not_found: { kind: "not_found", title: "There is no such entry in this list" },
  plan_not_found: { kind: "not_found", title: "There is no such plan" },
  note_not_found: { kind: "not_found", title: "There is no such note" },
  customer_not_found: { kind: "not_found", title: "There is no such customer" },
  document_taken: {
    kind: "conflict",
    title: "A customer with this document is registered already",
  },
  subscription_not_found: { kind: "not_found", title: "There is no such subscription" },
  operation_not_found: { kind: "not_found", title: "There is no such operation" },
  stale: { kind: "stale", title: "It was changed by somebody else meanwhile" },
  discount_above_limit: { kind: "forbidden", title: "Your role allows a smaller discount" },
  status_not_settable: { kind: "precondition", title: "This status is reached by an operation" },
  already_enabled: { kind: "precondition", title: "The subscription is in service already" },
  not_in_service: { kind: "precondition", title: "The subscription is not in service" },
  already_suspended: {
    kind: "precondition",
    title: "The subscription is suspended for this reason already",
  },
  not_suspended: { kind: "precondition", title: "There is no such suspension" },
  ended: { kind: "precondition", title: "The subscription has ended" },
  operation_running: { kind: "conflict", title: "Another operation excludes this one" },
  not_scheduled: { kind: "precondition", title: "The operation is not scheduled any more" },
  other_unit: { kind: "precondition", title: "The customer belongs to another business unit" },
  kind_differs: {
    kind: "precondition",
    title: "The plans are of kinds that cannot follow each other",
  },
  backdating: { kind: "forbidden", title: "Your role does not reach back behind the last closing" },
  waiver_forbidden: { kind: "forbidden", title: "Your role does not waive fines" },
  preview_needed: { kind: "conflict", title: "The operation has warnings to accept first" },
  preview_stale: { kind: "conflict", title: "Something changed since the preview" },
  preview_conflict: { kind: "conflict", title: "The operation has conflicts to mend first" },
  preview_not_found: { kind: "not_found", title: "There is no such preview any more" },
  participant_silent: {
    kind: "conflict",
    title: "A service did not say what the operation would do",
  },
  scheduled_ends: {
    kind: "conflict",
    title: "A scheduled operation of the subscription is taken back",
  },
});

/** Gathers everything that is wrong with a request, so that a form is mended in one go. */
export function fieldCheck() {
  const fields: FieldProblem[] = [];
  return {
    require(holds: boolean, pointer: string, detail: string): void {
      if (!holds) fields.push({ pointer, detail });
    },
    done(): void {
      if (fields.length === 0) return;
      const summary = fields.map(({ pointer, detail }) => `${pointer} ${detail}`).join("; ");
      throw refuse.invalid(`${summary}.`, { fields });
    },
  };
}

export type FieldCheck = ReturnType<typeof fieldCheck>;

/** Tells an editor that somebody was faster; nothing of his edit is kept. */
export function staleEdit(
  expected: bigint,
  present: bigint,
  last?: { readonly by: string; readonly at: Date },
) {
  const detail = `names version ${expected}, and it is at ${present}`;
  return refuse.stale(
    "It was changed by somebody else meanwhile; read it again and repeat your edit.",
    {
      fields: [{ pointer: "", detail: `If-Match ${detail}` }],
      ...(last && { details: { changedBy: last.by, changedAt: last.at.toISOString() } }),
    },
  );
}
