export type StreamEvent = { readonly event: string; readonly data: string };

export type Parsed = { readonly events: readonly StreamEvent[]; readonly rest: string };

/** Reads the whole events out of a server-sent stream; what is not yet whole stays for the next piece. */
export function parseEvents(text: string): Parsed {
  const blocks = text.replaceAll("\r\n", "\n").split("\n\n");
  const rest = blocks.pop() ?? "";
  return { events: blocks.flatMap(readBlock), rest };
}

/** Which lists and pages may be stale after a fact, as first parts of query keys. */
export function staleRoots(event: StreamEvent): readonly string[] {
  const subject = `${event.event} ${event.data}`;
  const roots = rules.filter(([pattern]) => pattern.test(subject)).flatMap(([, names]) => names);
  return [...new Set(roots)];
}

const rules: readonly (readonly [RegExp, readonly string[]])[] = [
  [/plans\.v1\.customer/, ["customers"]],
  [/plans\.v1\.(subscription|operation)/, ["customers", "subscriptions", "operations", "drift"]],
  [/plans\.v1\.plan\b/, ["plans"]],
  [/billing\.v1\.closing/, ["closings", "invoices"]],
  [/billing\.v1\.invoice/, ["invoices", "customers", "subscriptions"]],
  [/billing\.v1\.customer/, ["notices", "customers"]],
  [/v1\.operation\.applied/, ["operations", "customers"]],
  // A reading of a running session comes every few minutes for every customer; lists refresh by themselves.
  [/radius\.v1\.session\.(started|stopped)/, ["sessions", "logins"]],
  [/radius\.v1\.disconnect/, ["logins"]],
  [/radius\.v1\.nas\.(silent|restarted)/, ["network-health"]],
  [/radius\.v1\.(nas|routing-point)/, ["nas", "routing-points"]],
  [/(radius|mail|hosting)\.v1\.(login|ip|mailbox|domain|ftp-user|database|host)/, ["customers"]],
  [/hosting\.v1\.(domain|ftp-user|database|host)/, ["hosting"]],
];

function readBlock(block: string): StreamEvent[] {
  let event = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length === 0 ? [] : [{ event, data: data.join("\n") }];
}
