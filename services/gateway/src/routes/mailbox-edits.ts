import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { id as idOf, text } from "../http/schemas.ts";
import { tagged } from "../views/mailbox.ts";

const settings = z
  .strictObject({
    copyTo: text(254),
    autoReply: text(2_000),
    antispam: z.boolean(),
    antivirus: z.boolean(),
    saveOnServer: z.boolean(),
    address: text(254),
  })
  .partial();

const quotaMb = z.int().min(1).max(1_000_000);
const writes = { permission: "subscriptions.write", status: 200 } as const;

/** What becomes of a mailbox after it was created. */
export function mailboxEditRoutes({ mailboxEdits }: Clients): Endpoint[] {
  return [
    endpoint({
      ...writes,
      method: "patch",
      path: "/mailboxes/{id}",
      summary: "Change what a mailbox does with its mail (C74 to C78)",
      body: settings,
      needsIfMatch: true,
      async handle({ params, body, expectedVersion: version, requestId, caller }) {
        const request = { ...absent, ...body, requestId, version, id: params["id"] ?? "" };
        return tagged((await mailboxEdits.updateMailbox(request, { caller })).mailbox);
      },
    }),
    endpoint({
      ...writes,
      method: "put",
      path: "/mailboxes/{id}/quota",
      summary: "Change the quota of a mailbox, up to its plan's (C83)",
      body: z.strictObject({ quotaMb }),
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, id: params["id"] ?? "" };
        return tagged((await mailboxEdits.changeQuota(request, { caller })).mailbox);
      },
    }),
    endpoint({
      ...writes,
      method: "delete",
      path: "/mailboxes/{id}",
      summary: "Give a mailbox up; address and content are kept for thirty days (D13)",
      status: 204,
      heedsIfMatch: true,
      async handle({ params, expectedVersion, requestId, caller }) {
        const request = { requestId, expectedVersion, id: params["id"] ?? "" };
        await mailboxEdits.deleteMailbox(request, { caller });
        return {};
      },
    }),
    ...actRoutes(mailboxEdits),
  ];
}

/** What a PATCH does not name stays as it is. */
const absent = {
  copyTo: undefined,
  autoReply: undefined,
  antispam: undefined,
  antivirus: undefined,
  saveOnServer: undefined,
  address: undefined,
};

function actRoutes(mailboxEdits: Clients["mailboxEdits"]): Endpoint[] {
  return [
    endpoint({
      ...writes,
      method: "post",
      path: "/mailboxes/{id}/move",
      summary: "Hang a mailbox under another plan or customer; never the main one (C80)",
      body: z.strictObject({ subscriptionId: idOf, withContent: z.boolean().default(false) }),
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, id: params["id"] ?? "" };
        const { mailbox, password } = await mailboxEdits.moveMailbox(request, { caller });
        return tagged(mailbox, password === "" ? {} : { password });
      },
    }),
    endpoint({
      ...writes,
      method: "post",
      path: "/mailboxes/{id}/apply",
      summary: "Have the mail servers take a mailbox over again, such as one that is drifted",
      async handle({ params, requestId, caller }) {
        const request = { requestId, id: params["id"] ?? "" };
        return tagged((await mailboxEdits.applyMailbox(request, { caller })).mailbox);
      },
    }),
    endpoint({
      ...writes,
      method: "post",
      path: "/mailboxes/{id}/test-message",
      summary: "Send a test message to a mailbox by SMTP (C81)",
      async handle({ params, requestId, caller }) {
        const request = { requestId, id: params["id"] ?? "" };
        return { body: toJson(await mailboxEdits.sendTestMessage(request, { caller })) };
      },
    }),
  ];
}
