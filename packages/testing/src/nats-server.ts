import { rm } from "node:fs/promises";
import { createConnection } from "node:net";
import { join } from "node:path";
import { eventually } from "./eventually.ts";
import { freePort } from "./free-port.ts";
import { type OwnProcess, startProcess } from "./processes.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A private nats-server with JetStream that a test may kill and whose store it may lose. */
export type TestNats = {
  readonly url: string;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Only while it is down. */
  readonly deleteStore: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function startNats(): Promise<TestNats> {
  const port = await freePort();
  const folder = temporaryFolder("nats");
  const store = join(folder, "store");
  let server: OwnProcess | null = null;
  const start = async () => {
    server = startProcess("nats-server", [
      "-a",
      "127.0.0.1",
      "-p",
      String(port),
      "-js",
      "-sd",
      store,
    ]);
    await eventually(() => reachable(port), { withinMs: 10_000 });
  };
  const kill = async () => {
    server?.signal("SIGKILL");
    await server?.ended;
    server = null;
  };
  await start();
  return {
    url: `nats://127.0.0.1:${port}`,
    kill,
    start,
    deleteStore: () => rm(store, { recursive: true, force: true }),
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function reachable(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: "127.0.0.1", port }, () => {
      socket.destroy();
      resolve();
    });
    socket.once("error", reject);
  });
}
