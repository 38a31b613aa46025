import type { billing } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Answer, type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { name, page, pageQuery, word } from "../http/schemas.ts";

const idOf = (params: Readonly<Record<string, string>>) => params["id"] ?? "";

const tagged = (template: billing.NoticeTemplate | undefined): Answer => ({
  body: toJson(template),
  etag: String(template?.version ?? 0),
});

/** Letters to customers with the proof that they were sent, and what a unit writes in them. */
export function noticeRoutes({ notices }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/notices",
      summary: "List letters to customers, newest first",
      permission: "billing.read",
      status: 200,
      query: pageQuery.extend({
        customerId: word(36).default(""),
        businessUnitId: word(36).default(""),
      }),
      async handle({ query, caller }) {
        const { limit, cursor, ...filter } = query;
        const request = { ...filter, pageSize: limit, pageToken: cursor };
        const found = await notices.listNotices(request, { caller });
        return { body: page(found.notices.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "get",
      path: "/notices/{id}",
      summary: "Read a letter with its text and the proof that it was sent",
      permission: "billing.read",
      status: 200,
      async handle({ params, caller }) {
        return { body: toJson((await notices.getNotice({ id: idOf(params) }, { caller })).notice) };
      },
    }),
    endpoint({
      method: "post",
      path: "/notices/{id}/resend",
      summary: "Send a letter once more; the first one and its proof stay",
      permission: "billing.write",
      status: 201,
      async handle({ params, requestId, caller }) {
        const request = { requestId, id: idOf(params) };
        return { body: toJson((await notices.resendNotice(request, { caller })).notice) };
      },
    }),
    endpoint({
      method: "get",
      path: "/business-units/{id}/notice-templates",
      summary: "List what a business unit writes in its letters",
      permission: "billing.read",
      status: 200,
      async handle({ params, caller }) {
        const request = { businessUnitId: idOf(params) };
        const { templates } = await notices.listNoticeTemplates(request, { caller });
        return { body: page(templates.map(toJson), "") };
      },
    }),
    endpoint({
      method: "put",
      path: "/business-units/{id}/notice-templates/{kind}",
      summary: "Write what a business unit writes in letters of a kind, in LiquidJS",
      permission: "billing.policy",
      status: 200,
      body: z.strictObject({ subject: name(200), body: name(20_000) }),
      needsIfMatch: true,
      async handle({ params, body, requestId, expectedVersion: version, caller }) {
        const kind = params["kind"] ?? "";
        const template = { ...body, kind, version, businessUnitId: idOf(params) };
        const request = { requestId, template };
        return tagged((await notices.updateNoticeTemplate(request, { caller })).template);
      },
    }),
  ];
}
