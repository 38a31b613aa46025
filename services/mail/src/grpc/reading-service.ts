import type { mail } from "@isp/contracts";
import type { Handlers } from "@isp/rpc";
import type { ReadMail } from "../usecases/read-mail.ts";
import { safeHtml } from "./safe-html.ts";

const largestPage = 200;

export function readingService({
  list,
  open,
}: ReadMail): Handlers<typeof mail.MailReadingServiceService> {
  return {
    async listMessages({ id, reason, pageSize }, { units }) {
      const limit = pageSize > 0 ? Math.min(pageSize, largestPage) : largestPage;
      const { messages, total } = await list({ id, reason, limit }, units);
      return { messages: [...messages], total };
    },
    async getMessage({ id, reason, uid }, { units }) {
      const { head, to, text, html, attachments } = await open({ id, reason, uid }, units);
      return { head, to, text, html: safeHtml(html), attachments: [...attachments] };
    },
  };
}
