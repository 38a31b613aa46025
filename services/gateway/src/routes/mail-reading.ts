import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { queryNumber, text } from "../http/schemas.ts";

const reason = text(300).refine((told) => told.trim().length >= 5, "must say why");
/** Whoever reads somebody's mail stands in the trail, with his reason. */
const reading = {
  method: "get",
  permission: "mailboxes.read",
  status: 200,
  isAudited: () => true,
} as const;
const uidOf = /^[1-9][0-9]{0,9}$/;

/** Looking into a customer's mailbox (C82). */
export function mailReadingRoutes({ mailReading }: Clients): Endpoint[] {
  return [
    endpoint({
      ...reading,
      path: "/mailboxes/{id}/messages",
      summary: "List date, from and subject of a mailbox's newest messages (C82)",
      query: z.object({ reason, limit: queryNumber(1, 200).default(50) }),
      async handle({ params, query, caller }) {
        const { reason: why, limit: pageSize } = query;
        const request = { id: params["id"] ?? "", reason: why, pageSize };
        const { messages, total } = await mailReading.listMessages(request, { caller });
        return { body: { items: toJson(messages), total, nextCursor: null } };
      },
    }),
    endpoint({
      ...reading,
      path: "/mailboxes/{id}/messages/{uid}",
      summary: "Read one message; its HTML runs nothing and fetches nothing (C82)",
      query: z.object({ reason }),
      async handle({ params, query, caller }) {
        const { id = "", uid = "" } = params;
        const asked = { id, reason: query.reason, uid: BigInt(uidOf.test(uid) ? uid : 0) };
        const { head, ...rest } = await mailReading.getMessage(asked, { caller });
        return { body: { ...(toJson(head) as object), ...(toJson(rest) as object) } };
      },
    }),
  ];
}
