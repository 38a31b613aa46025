/** Header lines of a message by their names in lower case, unfolded; the first of a name is the newest. */
export type LetterHead = ReadonlyMap<string, readonly string[]>;

/** Whoever writes longer headers means no good. */
const longestHead = 256 * 1_024;

export function headOf(raw: Buffer): LetterHead {
  const text = raw.subarray(0, longestHead).toString("latin1");
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const lines = text
    .slice(0, end)
    .replaceAll(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/);
  const head = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const known = head.get(name);
    // A new list for each line would take seconds where a head says one name over and over.
    if (known === undefined) head.set(name, [value]);
    else known.push(value);
  }
  return head;
}

/** The line that our own Postfix put on top when it took the message over: the same at every hand-over. */
export function ownReceived(head: LetterHead): string {
  return head.get("received")?.[0] ?? "";
}

/** A customer of ours sent it after he had logged in. HELO can hold no parenthesis: Postfix sees to it. */
export function isFromLogin(head: LetterHead): boolean {
  return / \(Postfix\) with ESMTPSA /.test(ownReceived(head));
}

/** Whence it came, as our own Postfix saw it. */
export function clientOf(head: LetterHead): { readonly ip: string; readonly helo: string } {
  const [, helo = "", ip = ""] =
    /^from (\S+) \(\S+ \[(?:IPv6:)?([0-9a-fA-F.:]+)\]\)/.exec(ownReceived(head)) ?? [];
  return { ip, helo };
}

/** From a list or a machine: nobody there confirms anything (RFC 3834). */
export function isAutomatic(head: LetterHead, sender: string): boolean {
  if (sender === "") return true;
  const submitted = head.get("auto-submitted")?.[0] ?? "no";
  const precedence = head.get("precedence")?.[0]?.toLowerCase() ?? "";
  const isList = [...head.keys()].some((name) => name.startsWith("list-"));
  return isList || submitted !== "no" || ["bulk", "list", "junk"].includes(precedence);
}
