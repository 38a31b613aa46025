import { digestOf } from "@isp/kernel";
import { type MailboxSettings, plainSettings } from "./mailbox.ts";

/** What Sieve does with a mailbox's mail, from its typed settings; empty where it does nothing. */
export function sieveScript({ copyTo, autoReply }: MailboxSettings): string {
  const acts = [...forwarding(copyTo), ...answering(autoReply)];
  if (acts.length === 0) return "";
  return [`require ["copy", "vacation", "variables"];`, ...acts, ""].join("\n");
}

function forwarding(copyTo: string): readonly string[] {
  return copyTo === "" ? [] : [`redirect :copy ${quoted(copyTo)};`];
}

/**
 * RFC 5230: never to lists, bounces or other machines, and each sender once in the days named. It answers
 * letters that name the address they were sent to, which may be a further one of the mailbox: our own
 * Postfix writes it on top.
 */
function answering(autoReply: string): readonly string[] {
  if (autoReply === "") return [];
  return [
    `set "dollar" "$";`,
    `if header :matches "X-Original-To" "*" { set "to" "\${1}"; }`,
    `vacation :days 1 :addresses "\${to}" ${spelled(autoReply)};`,
  ];
}

/** Nothing in it is a variable: what one stands for is not read again. */
const spelled = (text: string) => quoted(text).replaceAll("${", "${dollar}{");

/** A quoted string knows two characters that end or bend it; a NUL cannot be written at all. */
function quoted(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, "\n").replaceAll("\0", "");
  return `"${lines.replaceAll(/["\\]/g, "\\$&").replaceAll("\n", "\r\n")}"`;
}

/** Names how scripts are written here: another name where any would be written otherwise. */
export const scriptForm: string = digestOf(
  sieveScript({ ...plainSettings, copyTo: "a@b.example", autoReply: 'a "b"\n\\ ${c}' }),
);
