import { mail } from "@isp/contracts";
import type { Caller } from "@isp/rpc";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Answer, type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { name } from "../http/schemas.ts";

const path = "/business-units/{id}/mail-policy";
const edited = z.strictObject({ refusesSuspended: z.boolean(), suspendedText: name(200) });

const tagged = (policy: mail.MailPolicy | undefined): Answer => ({
  body: toJson(policy),
  etag: String(policy?.version ?? 0),
});

/** What the mail servers do with a unit's suspended mailboxes. */
export function mailPolicyRoutes({ mailPolicies, catalogue }: Clients): Endpoint[] {
  /** Mail knows no units: one that does not exist has no policy. */
  const known = async ({ id = "" }: Readonly<Record<string, string>>, caller: Caller) => {
    await catalogue.getBusinessUnit({ id }, { caller });
    return id;
  };
  return [
    endpoint({
      method: "get",
      path,
      summary: "Read whether mail to a unit's suspended mailboxes is refused, and with which words",
      permission: "catalogue.read",
      status: 200,
      async handle({ params, caller }) {
        const businessUnitId = await known(params, caller);
        return tagged((await mailPolicies.getMailPolicy({ businessUnitId }, { caller })).policy);
      },
    }),
    endpoint({
      method: "put",
      path,
      summary: "Say what becomes of mail to suspended mailboxes, also of those that are already",
      permission: "catalogue.write",
      status: 200,
      body: edited,
      needsIfMatch: true,
      async handle({ params, body, expectedVersion: version, requestId, caller }) {
        const businessUnitId = await known(params, caller);
        const policy = { ...body, businessUnitId, version };
        const request = { requestId, policy };
        return tagged((await mailPolicies.updateMailPolicy(request, { caller })).policy);
      },
    }),
  ];
}
