import { Agent, request, type RequestOptions } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
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
  const worker = async () => {
    while (performance.now() < endAt) latencies.push(await ask(url, { agent, headers }));
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return summary(latencies, forMs);
}

/**
 * Asks for pages at a fixed rate, whatever the answers do: who is slow is asked all the same, and waiting
 * counts from when the question was due.
 */
export async function loadAt(
  urls: readonly string[],
  headers: Readonly<Record<string, string>>,
  { perSecond, forMs }: { readonly perSecond: number; readonly forMs: number },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const startAt = performance.now();
  const asked = Array.from(
    { length: Math.floor((perSecond * forMs) / 1_000) },
    async (_, index) => {
      const dueAt = startAt + (index * 1_000) / perSecond;
      await sleep(Math.max(0, dueAt - performance.now()));
      await ask(urls[index % urls.length] ?? "", { agent, headers });
      return performance.now() - dueAt;
    },
  );
  const latencies = await Promise.all(asked);
  agent.destroy();
  return summary(latencies, forMs);
}

function ask(url: string, options: RequestOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const call = request(url, options, (response) => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
      response.resume().on("end", () => resolve(performance.now() - startedAt));
    });
    call.on("error", reject).end();
  });
}

function summary(latencies: readonly number[], forMs: number): Load {
  return {
    perSecond: latencies.length / (forMs / 1_000),
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  };
}
