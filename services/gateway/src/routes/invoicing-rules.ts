import { billing } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Answer, type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";

const idOf = (params: Readonly<Record<string, string>>) => params["id"] ?? "";
const path = "/business-units/{id}/invoicing-rules";

/** The law's own limits are billing's to know. */
const rules = z.strictObject({
  lateFineBasisPoints: z.int().min(0).max(10_000),
  lateInterestBasisPoints: z.int().min(0).max(10_000),
  minimumInvoiceCents: z.int().min(0).max(1_000_000_000).default(0),
});

const tagged = (kept: billing.InvoicingRules | undefined): Answer => ({
  body: toJson(kept),
  etag: String(kept?.version ?? 0),
});

/** What a unit asks for late payment, and below what it issues no invoice. */
export function invoicingRulesRoutes({ documents }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path,
      summary: "Read what a business unit asks for late payment and its smallest invoice",
      permission: "billing.read",
      status: 200,
      async handle({ params, caller }) {
        const request = { businessUnitId: idOf(params) };
        return tagged((await documents.getInvoicingRules(request, { caller })).rules);
      },
    }),
    endpoint({
      method: "put",
      path,
      summary: "Say what holds for invoices from now on; issued ones stay as they are",
      permission: "billing.settings",
      status: 200,
      body: rules,
      needsIfMatch: true,
      async handle({ params, body, expectedVersion: version, requestId, caller }) {
        const given = billing.InvoicingRules.fromPartial({
          ...body,
          minimumInvoiceCents: BigInt(body.minimumInvoiceCents),
        });
        const kept = { ...given, businessUnitId: idOf(params), version };
        const request = { requestId, rules: kept };
        return tagged((await documents.updateInvoicingRules(request, { caller })).rules);
      },
    }),
  ];
}
