import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { page, text } from "../http/schemas.ts";

const path = "/mailboxes/{id}/aliases";

/** Further addresses of a mailbox. */
export function mailAliasRoutes({ mailboxAliases }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path,
      summary: "List the further addresses of a mailbox",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const request = { mailboxId: params["id"] ?? "" };
        const { addresses } = await mailboxAliases.listAliases(request, { caller });
        const items = addresses.map((address) => ({ address }));
        return { body: page(items, "") };
      },
    }),
    endpoint({
      method: "post",
      path,
      summary: "Give a mailbox a further address, under a domain of its subscription",
      permission: "subscriptions.write",
      status: 201,
      body: z.strictObject({ address: text(254) }),
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, mailboxId: params["id"] ?? "" };
        return { body: { address: (await mailboxAliases.addAlias(request, { caller })).address } };
      },
    }),
    endpoint({
      method: "delete",
      path: `${path}/{address}`,
      summary: "Take a further address away; mail for it is refused from then on",
      permission: "subscriptions.write",
      status: 204,
      async handle({ params, requestId, caller }) {
        const { id: mailboxId = "", address = "" } = params;
        await mailboxAliases.removeAlias({ requestId, mailboxId, address }, { caller });
        return {};
      },
    }),
  ];
}
