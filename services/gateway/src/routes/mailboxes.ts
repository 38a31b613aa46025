import type { mail } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { password, text } from "../http/schemas.ts";
import { tagged } from "../views/mailbox.ts";

const newMailbox = z.strictObject({
  address: text(254),
  password,
  additional: z.boolean().default(false),
  copyTo: text(254).default(""),
  autoReply: text(2_000).default(""),
  antispam: z.boolean().default(false),
  antivirus: z.boolean().default(false),
  quotaMb: z.int().min(1).max(1_000_000).optional(),
  saveOnServer: z.boolean().default(true),
});

/** Before the @; what follows is the domain's name. */
const newDomainMailbox = newMailbox.omit({ address: true }).extend({ login: text(64) });

function created({ mailbox, additionalFeeCents }: mail.CreateMailboxResponse) {
  const { item, ...own } = mailbox ?? {};
  return { body: toJson({ ...item, ...own, additionalFeeCents }) };
}

/** New mailboxes under a subscription. */
export function mailboxRoutes({ mailboxes, domains }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/domains/{id}/mailboxes",
      summary: "Create a mailbox under a hosted domain, in its subscription (C84)",
      permission: "subscriptions.write",
      status: 201,
      body: newDomainMailbox,
      secrets: ["password"],
      async handle({ params, body, requestId, caller }) {
        const { domain } = await domains.getDomain({ id: params["id"] ?? "" }, { caller });
        const { quotaMb = 0, login, ...rest } = body;
        const address = `${login}@${domain?.name ?? ""}`;
        const subscriptionId = domain?.item?.subscriptionId ?? "";
        const request = { ...rest, address, quotaMb, requestId, subscriptionId };
        return created(await mailboxes.createMailbox(request, { caller }));
      },
    }),
    endpoint({
      method: "post",
      path: "/subscriptions/{id}/mailboxes",
      summary: "Create a mailbox, included in the plan or additional for its fee (C72)",
      permission: "subscriptions.write",
      status: 201,
      body: newMailbox,
      secrets: ["password"],
      async handle({ params, body, requestId, caller }) {
        const { quotaMb = 0, ...rest } = body;
        const request = { ...rest, quotaMb, requestId, subscriptionId: params["id"] ?? "" };
        return created(await mailboxes.createMailbox(request, { caller }));
      },
    }),
    endpoint({
      method: "get",
      path: "/mailboxes/{id}",
      summary: "Read a mailbox with its settings",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const found = await mailboxes.getMailbox({ id: params["id"] ?? "" }, { caller });
        return tagged(found.mailbox, { usage: found.usage ?? null });
      },
    }),
    endpoint({
      method: "put",
      path: "/mailboxes/{id}/password",
      summary: "Change the password of a mailbox; open sessions end (C79)",
      permission: "subscriptions.write",
      status: 200,
      body: z.strictObject({ password }),
      secrets: ["password"],
      async handle({ params, body, requestId, caller }) {
        const id = params["id"] ?? "";
        const request = { ...body, requestId, id, loginId: "", subscriptionId: "" };
        return tagged((await mailboxes.changeMailboxPassword(request, { caller })).mailbox);
      },
    }),
  ];
}
