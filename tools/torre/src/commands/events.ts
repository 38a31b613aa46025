import { parseArgs } from "node:util";
import { connect, type Msg } from "@nats-io/transport-node";
import { readSecrets } from "../setup/secrets.ts";
import { Failure } from "../system/failure.ts";
import { currentHome } from "../system/home.ts";
import { portsOf } from "../system/settings.ts";

export async function run(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const subject = positionals[0] ?? "isp.>";
  const home = currentHome();
  const reader = readSecrets(home)?.reader;
  const cure = "start Torre with ./torre up";
  if (reader === undefined) throw new Failure("There is no installation here yet.", { cure });
  const port = portsOf(home).nats;
  const connection = await connect({
    servers: `nats://127.0.0.1:${port}`,
    user: reader.user,
    pass: reader.password,
    name: "torre-events",
  }).catch((cause: unknown) => {
    throw new Failure(`NATS does not answer on port ${port}.`, { cure, cause });
  });
  process.stderr.write(`Listening to ${subject}; Ctrl-C ends it.\n`);
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.once(name, () => void connection.close());
  for await (const message of connection.subscribe(subject)) {
    process.stdout.write(`${line(message, new Date())}\n`);
  }
  return 0;
}

/** The event's own time where it carries one, so that a delayed one shows when it happened. */
export function line(
  message: Pick<Msg, "subject" | "headers" | "string">,
  receivedAt: Date,
): string {
  const at = message.headers?.get("ce-time");
  return `${at ? at : receivedAt.toISOString()} ${message.subject} ${message.string()}`;
}
