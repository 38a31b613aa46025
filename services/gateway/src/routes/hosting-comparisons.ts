import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";

const kinds = [
  ["domains", "domain"],
  ["hosts", "dns-host"],
  ["ftp-users", "ftp-user"],
  ["databases", "database"],
] as const;

/** What customers' servers have, beside what is wanted of them. */
export function hostingComparisonRoutes({ comparisons }: Clients): Endpoint[] {
  return [
    ...kinds.flatMap(([folder, kind]) => itemRoutes(comparisons, folder, kind)),
    endpoint({
      method: "get",
      path: "/domains/{id}/zone",
      summary: "Read a domain's zone as it is wanted and as the DNS server has it",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const zone = await comparisons.readZone({ id: params["id"] ?? "" }, { caller });
        return { body: toJson(zone) };
      },
    }),
    endpoint({
      method: "get",
      path: "/domains/{id}/certificate",
      summary: "Read the certificate that a domain's site shows to visitors",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const asked = { id: params["id"] ?? "" };
        return { body: toJson(await comparisons.readDomainCertificate(asked, { caller })) };
      },
    }),
    endpoint({
      method: "post",
      path: "/domains/{id}/accept",
      summary: "Keep the records of a zone that were changed by hand on the DNS server",
      permission: "subscriptions.write",
      status: 200,
      async handle({ params, requestId, caller }) {
        const request = { requestId, id: params["id"] ?? "" };
        return { body: toJson((await comparisons.acceptZone(request, { caller })).item) };
      },
    }),
  ];
}

function itemRoutes(comparisons: Clients["comparisons"], folder: string, kind: string): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: `/${folder}/{id}/compare`,
      summary: `Compare a ${kind} with its server now; nothing there is changed`,
      permission: "subscriptions.write",
      status: 200,
      async handle({ params, caller }) {
        const asked = { kind, id: params["id"] ?? "" };
        return { body: toJson((await comparisons.compareItem(asked, { caller })).item) };
      },
    }),
    endpoint({
      method: "post",
      path: `/${folder}/{id}/apply-again`,
      summary: `Bring a ${kind} to its server again, over what was changed there by hand`,
      permission: "subscriptions.write",
      status: 200,
      body: z.strictObject({ forgetAccepted: z.boolean().default(false) }).prefault({}),
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, kind, id: params["id"] ?? "" };
        return { body: toJson((await comparisons.applyItemAgain(request, { caller })).item) };
      },
    }),
  ];
}
