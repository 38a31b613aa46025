import type { mail } from "@isp/contracts";
import type { Answer } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";

/** A mailbox as the API shows it. An edit names what was wanted: what its server did meanwhile is no other edit. */
export function tagged(mailbox: mail.Mailbox | undefined, more: object = {}): Answer {
  if (mailbox === undefined) return {};
  const { item, ...rest } = mailbox;
  const own = { ...(toJson(item) as object), ...(toJson(rest) as object) };
  const body = { ...own, ...(toJson(more) as object) };
  return { body, etag: item?.wanted?.version.toString() ?? "" };
}
