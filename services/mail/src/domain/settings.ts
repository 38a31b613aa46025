import { isDomainName } from "@isp/kernel";
import { refuse } from "./errors.ts";
import type { MailboxSettings } from "./mailbox.ts";

/** What mail is sent to elsewhere; a quoted local part, a pipe or a file is none. */
const localPart = /^[a-z0-9](?:[a-z0-9._%+-]{0,62}[a-z0-9_-])?$/;
const longestReply = 2_000;
/** Line feed and tab apart, nothing that a mail program would not show. */
const isControlled = (text: string) => /\p{Cc}/u.test(text.replaceAll(/[\n\t]/g, ""));

export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

/** The settings as they are kept, or a refusal that names what is wrong with them. */
export function checkSettings(settings: MailboxSettings, own: string): MailboxSettings {
  const copyTo = settings.copyTo.trim().toLowerCase();
  const autoReply = settings.autoReply.replaceAll("\r\n", "\n").trim();
  if (copyTo !== "") checkCopyTo(copyTo, own);
  if (autoReply.length > longestReply || isControlled(autoReply)) {
    throw refuse.reply_invalid(`An answer has at most ${longestReply} characters of plain text.`, {
      fields: [{ pointer: "/autoReply", detail: `must be plain text of at most ${longestReply}` }],
    });
  }
  return { ...settings, copyTo, autoReply };
}

function checkCopyTo(copyTo: string, own: string): void {
  const at = copyTo.lastIndexOf("@");
  const isAddress = at > 0 && localPart.test(copyTo.slice(0, at)) && !copyTo.includes("..");
  if (isAddress && isDomainName(domainOf(copyTo)) && copyTo !== own) return;
  const detail = copyTo === own ? "is the mailbox itself" : "is not a mail address";
  throw refuse.copy_invalid(`${copyTo} cannot be copied to: it ${detail}.`, {
    fields: [{ pointer: "/copyTo", detail }],
  });
}

/**
 * Of the domains that are served here, mail is copied to those of the subscription alone: the domain
 * counts and nothing before it, so that no customer reaches into another's.
 */
export function checkCopyDomain(copyTo: string, own: readonly string[], isServed: boolean): void {
  if (copyTo === "" || !isServed || own.includes(domainOf(copyTo))) return;
  throw refuse.copy_elsewhere(`${copyTo} is under a domain of another customer.`, {
    fields: [{ pointer: "/copyTo", detail: "is under a domain of another customer" }],
  });
}
