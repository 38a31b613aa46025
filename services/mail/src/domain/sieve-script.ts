import type { MailboxSettings } from "./mailbox.ts";

/** What Sieve does with a mailbox's mail, from its typed settings; empty where it does nothing. */
export function sieveScript({ copyTo, autoReply }: MailboxSettings): string {
  const acts = [...forwarding(copyTo), ...answering(autoReply)];
  if (acts.length === 0) return "";
  return [`require ["copy", "vacation"];`, ...acts, ""].join("\n");
}

function forwarding(copyTo: string): readonly string[] {
  return copyTo === "" ? [] : [`redirect :copy ${quoted(copyTo)};`];
}

/** RFC 5230: never to lists, bounces or other machines, and each sender once in the days named. */
function answering(autoReply: string): readonly string[] {
  return autoReply === "" ? [] : [`vacation :days 1 ${quoted(autoReply)};`];
}

/** A quoted string knows two characters that end or bend it; a NUL cannot be written at all. */
function quoted(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, "\n").replaceAll("\0", "");
  return `"${lines.replaceAll(/["\\]/g, "\\$&").replaceAll("\n", "\r\n")}"`;
}
