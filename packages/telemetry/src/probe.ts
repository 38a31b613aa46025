import { createServer, type Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Registry } from "prom-client";

export type Readiness = () => Promise<boolean> | boolean;

export type Probe = { readonly port: number; readonly close: () => Promise<void> };

/** Serves /metrics, /healthz (the process lives) and /readyz (it can do its work). */
export async function startProbe(options: {
  readonly port: number;
  readonly registry: Registry;
  readonly ready: Readiness;
  readonly host?: string;
  /** Whoever asks waits no longer than this: a database that is frozen says nothing at all. */
  readonly readyWithinMs?: number;
}): Promise<Probe> {
  const { registry, host = "127.0.0.1", readyWithinMs = 2_000 } = options;
  const ready = withinLimit(options.ready, readyWithinMs);
  const server: Server = createServer((request, response) => {
    const answer = async () => {
      if (request.url === "/healthz") return { status: 200, type: "text/plain", body: "ok\n" };
      if (request.url === "/readyz") {
        const is = await ready();
        return { status: is ? 200 : 503, type: "text/plain", body: is ? "ready\n" : "not ready\n" };
      }
      if (request.url === "/metrics") {
        return { status: 200, type: registry.contentType, body: await registry.metrics() };
      }
      return { status: 404, type: "text/plain", body: "not found\n" };
    };
    answer().then(
      ({ status, type, body }) => response.writeHead(status, { "content-type": type }).end(body),
      () => response.writeHead(503).end("failed\n"),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** One question at a time, or those who ask would take one connection after the other. */
function withinLimit(ready: Readiness, limitMs: number): () => Promise<boolean> {
  let asked: Promise<boolean> | undefined;
  const ask = async (): Promise<boolean> => {
    try {
      return await ready();
    } finally {
      asked = undefined;
    }
  };
  return () => Promise.race([(asked ??= ask()), sleep(limitMs, false, { ref: false })]);
}
