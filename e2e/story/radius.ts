import { spawnSync } from "node:child_process";
import type { Status } from "@isp/torre";

export type RadiusReply = "Access-Accept" | "Access-Reject" | "Accounting-Response" | "nothing";

type Attributes = Readonly<Record<string, string | number>>;

/** The real client of FreeRADIUS, asking as the demo NAS. */
export function radclient({ radius }: Pick<Status, "radius">) {
  const ask = (kind: "auth" | "acct", attributes: Attributes, secret = radius.secret) => {
    const port = kind === "auth" ? radius.authPort : radius.acctPort;
    const input = Object.entries(attributes)
      .map(
        ([name, value]) => `${name} = ${typeof value === "number" ? value : JSON.stringify(value)}`,
      )
      .join("\n");
    const args = ["-x", "-r", "1", "-t", "1", `${radius.host}:${port}`, kind, secret];
    const run = spawnSync("radclient", args, { input: `${input}\n`, encoding: "utf8" });
    if (run.error !== undefined) throw run.error;
    return run.stdout;
  };
  const nas = { "NAS-IP-Address": "127.0.0.1" };
  const reply = (output: string): RadiusReply =>
    (/^Received (\S+)/m.exec(output)?.[1] as RadiusReply | undefined) ?? "nothing";
  return {
    authenticate: (username: string, password: string, secret?: string): RadiusReply =>
      reply(ask("auth", { "User-Name": username, "User-Password": password, ...nas }, secret)),
    /** The names of the reply's attributes, in the order in which they came. */
    replyAttributes: (username: string, password: string): readonly string[] => {
      const output = ask("auth", { "User-Name": username, "User-Password": password, ...nas });
      const received = output.slice(output.indexOf("Received"));
      return [...received.matchAll(/^\t([\w-]+) = /gm)].map(([, name = ""]) => name);
    },
    /** What an Access-Accept grants by one attribute; null where the reply is another or has none. */
    granted: (
      username: string,
      password: string,
      attribute: string,
      mac?: string,
    ): string | null => {
      const who = { "User-Name": username, "User-Password": password, ...nas };
      const output = ask("auth", mac === undefined ? who : { ...who, "Calling-Station-Id": mac });
      if (reply(output) !== "Access-Accept") return null;
      const received = output.slice(output.indexOf("Received"));
      return new RegExp(`^\\t${attribute} = "?([^"\\n]*)`, "m").exec(received)?.[1] ?? null;
    },
    account: (attributes: Attributes, secret?: string): RadiusReply =>
      reply(ask("acct", { ...attributes, ...nas }, secret)),
  };
}
