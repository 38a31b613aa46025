import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { refuse } from "../domain/errors.ts";
import { type NoticeKind, noticeKinds } from "../domain/notice.ts";
import type { Billing } from "../usecases/ports.ts";
import type { ResendNotice } from "../usecases/resend-notice.ts";
import type { WriteNoticeTemplates } from "../usecases/write-notice-templates.ts";
import { toNoticeMessage } from "./ladder-messages.ts";
import { nextToken, pageOf } from "./reading.ts";

type Parts = {
  readonly read: Transact<Billing>;
  readonly toRequest: ToWriteRequest;
  readonly resend: ResendNotice;
  readonly templates: WriteNoticeTemplates;
};

export function noticeService({
  read,
  toRequest,
  resend,
  templates,
}: Parts): Handlers<typeof billing.NoticeServiceService> {
  return {
    async listNotices(request, { units }) {
      const page = pageOf(request);
      const found = await read(({ notices }) => notices.list(request, units, page));
      return {
        notices: found.map((notice) => ({ ...toNoticeMessage(notice), body: "" })),
        nextPageToken: nextToken(found, page),
      };
    },
    async getNotice({ id }, { units }) {
      return { notice: toNoticeMessage(await read(({ notices }) => notices.find(id, units))) };
    },
    async resendNotice(request, { operatorName: by, units }) {
      const named = toRequest("ResendNotice", request);
      return { notice: toNoticeMessage(await resend(named, { id: request.id, by }, units)) };
    },
    async listNoticeTemplates({ businessUnitId }, { units }) {
      return { templates: [...(await templates.read(businessUnitId, units))] };
    },
    async updateNoticeTemplate(request, { operatorName: by, units }) {
      const named = toRequest("UpdateNoticeTemplate", request);
      const { template } = request;
      if (template === undefined) throw refuse.invalid("The template is missing.");
      const wanted = { ...template, kind: kindOf(template.kind) };
      return { template: await templates.update(named, wanted, by, units) };
    },
  };
}

function kindOf(text: string): NoticeKind {
  const kind = noticeKinds.find((known) => known === text);
  if (kind !== undefined) return kind;
  const detail = `must be one of ${noticeKinds.join(", ")}`;
  throw refuse.invalid(`/kind ${detail}.`, { fields: [{ pointer: "/kind", detail }] });
}
