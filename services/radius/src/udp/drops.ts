import { readFile } from "node:fs/promises";
import { Counter, type Registry } from "@isp/telemetry";

/** Datagrams that nobody here ever saw. */
export type Drops = {
  readonly dropped: Counter<"server">;
  /** From now on those of these ports are told. */
  readonly watch: (ports: Readonly<Record<string, number>>) => void;
};

const tables = ["/proc/net/udp", "/proc/net/udp6"];

export function dropMetrics(registry: Registry): Drops {
  let watched: Readonly<Record<string, number>> = {};
  const dropped = new Counter({
    name: "isp_radius_dropped_datagrams_total",
    help: "Datagrams that the kernel dropped since a port's buffer was full, by server (auth, acct).",
    labelNames: ["server"],
    registers: [registry],
    async collect() {
      const lines = await sockets();
      this.reset();
      for (const [server, port] of Object.entries(watched))
        this.inc({ server }, droppedAt(port, lines));
    },
  });
  return {
    dropped,
    watch(ports) {
      watched = ports;
    },
  };
}

/** The fields of each UDP socket's line; none where the kernel keeps no such table. */
async function sockets(): Promise<readonly string[][]> {
  const texts = await Promise.all(tables.map((file) => readFile(file, "utf8").catch(() => "")));
  return texts.flatMap((text) => text.split("\n")).map((line) => line.trim().split(/\s+/));
}

/** The second field is the local address and port in hexadecimal, the last one counts the drops. */
function droppedAt(port: number, lines: readonly string[][]): number {
  const local = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const ours = lines.filter(([, address]) => address?.endsWith(local));
  return ours.reduce((sum, fields) => sum + Number(fields.at(-1)), 0);
}
