import { parseArgs } from "node:util";
import { currentHome } from "../system/home.ts";
import { runningState } from "../system/running.ts";
import { type Status, statusOf } from "../system/status.ts";

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean" } } });
  const home = currentHome();
  const status = await statusOf(home);
  if (values.json === true) process.stdout.write(`${JSON.stringify(status, null, 2)}\n`);
  else if (runningState(home) === undefined)
    process.stdout.write("Torre does not run. Start it with ./torre up\n");
  else process.stdout.write(table(status));
  return status.healthy ? 0 : 1;
}

export function table(status: Status): string {
  const rows = status.services.map(({ name, healthy, pid, metricsUrl }) => [
    healthy ? "✔" : "✘",
    name,
    pid === null ? "not running" : `pid ${pid}`,
    metricsUrl,
  ]);
  const widths = [0, 1, 2].map((column) =>
    Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  "));
  const { gateway, mariadb, nats, radius, servers } = status;
  return [
    status.healthy ? "Torre runs and is healthy." : "Torre runs and is not healthy.",
    ...lines,
    `gateway  ${gateway.url}`,
    `RADIUS   ${radius.host}:${radius.authPort} (authentication), ${radius.acctPort} (accounting)`,
    `NATS     ${nats.url}`,
    `MariaDB  ${mariadb.host}:${mariadb.port}`,
    ...Object.entries(servers).map(
      ([name, { host, port }]) => `${name.toUpperCase().padEnd(9)}${host}:${port}`,
    ),
    "",
  ].join("\n");
}
