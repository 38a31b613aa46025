import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { page, queryNumber, text } from "../http/schemas.ts";

const reason = text(300).refine((told) => told.trim().length >= 5, "must say why");
const why = z.strictObject({ reason });
const path = "/mailboxes/{id}/held-letters";
const permission = "mailboxes.read";

/** What antispam holds until its sender confirms it, for an operator who says why (C76). */
export function heldLetterRoutes({ heldLetters }: Clients): Endpoint[] {
  const named = (params: Readonly<Record<string, string>>) => ({
    mailboxId: params["id"] ?? "",
    id: params["letterId"] ?? "",
  });
  return [
    endpoint({
      method: "get",
      path,
      summary: "List who wrote the letters that a mailbox's antispam holds (C76)",
      permission,
      status: 200,
      isAudited: () => true,
      query: z.object({ reason, limit: queryNumber(1, 200).default(50) }),
      async handle({ params, query, caller }) {
        const { reason: told, limit: pageSize } = query;
        const request = { mailboxId: params["id"] ?? "", reason: told, pageSize };
        const { letters } = await heldLetters.listHeldLetters(request, { caller });
        return { body: page(letters.map(toJson), "") };
      },
    }),
    endpoint({
      method: "post",
      path: `${path}/{letterId}/release`,
      summary: "Have a held letter delivered; its sender stays unknown (C76)",
      permission,
      status: 204,
      body: why,
      async handle({ params, body, requestId, caller }) {
        const request = { ...named(params), ...body, requestId };
        await heldLetters.releaseHeldLetter(request, { caller });
        return {};
      },
    }),
    endpoint({
      method: "post",
      path: `${path}/{letterId}/discard`,
      summary: "Destroy a held letter (C76)",
      permission,
      status: 204,
      body: why,
      async handle({ params, body, requestId, caller }) {
        const request = { ...named(params), ...body, requestId };
        await heldLetters.discardHeldLetter(request, { caller });
        return {};
      },
    }),
  ];
}
