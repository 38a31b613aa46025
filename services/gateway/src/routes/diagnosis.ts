import type { Caller } from "@isp/rpc";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";

const shown = z.object({ password: z.enum(["true", "false"]).default("true") });
const mayReadPasswords = "sessions.passwords";

/** What the RADIUS server holds of a login, and why a login does not connect (C89). */
export function diagnosisRoutes({ diagnosis }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/logins/{id}/radius",
      summary: "Read what RADIUS holds of a login; the password only with its permission (C89)",
      permission: "customers.read",
      status: 200,
      query: shown,
      // Whoever saw a customer's password stands in the trail.
      isAudited: ({ password }, caller) => password !== "false" && seesPasswords(caller),
      async handle({ params, query, caller }) {
        const password = query.password === "true" && seesPasswords(caller);
        const request = { loginId: params["id"] ?? "", password };
        const { attributes } = await diagnosis.getLoginAttributes(request, { caller });
        return { body: { attributes } };
      },
    }),
    endpoint({
      method: "get",
      path: "/logins/{id}/diagnosis",
      summary: "Say why a login does not connect",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const request = { loginId: params["id"] ?? "" };
        return { body: toJson(await diagnosis.getDiagnosis(request, { caller })) };
      },
    }),
  ];
}

function seesPasswords({ permissions }: Caller): boolean {
  return permissions.has("*") || permissions.has(mayReadPasswords);
}
