import { Agent, request } from "node:http";
import { percentile } from "./result.ts";

export type Load = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number };

/** Asks for one page again and again on kept connections, for a bounded time. */
export async function load(
  url: string,
  headers: Readonly<Record<string, string>>,
  { connections = 8, forMs = 5_000 } = {},
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const endAt = performance.now() + forMs;
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const startedAt = performance.now();
      const call = request(url, { agent, headers }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
        response.resume().on("end", () => {
          latencies.push(performance.now() - startedAt);
          resolve();
        });
      });
      call.on("error", reject).end();
    });
  const worker = async () => {
    while (performance.now() < endAt) await ask();
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return {
    perSecond: latencies.length / (forMs / 1_000),
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  };
}
