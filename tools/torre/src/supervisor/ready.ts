import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Readiness } from "./plan.ts";

/** Whether the process serves at this moment. */
export function isReady(readiness: Readiness, timeoutMs = 1_000): Promise<boolean> {
  return readiness.kind === "http" ? answersOk(readiness, timeoutMs) : greets(readiness, timeoutMs);
}

/** Waits until it serves; false when the time is over or the caller gave up. */
export async function becomesReady(
  readiness: Readiness,
  options: { readonly withinMs: number; readonly signal?: AbortSignal },
): Promise<boolean> {
  const deadline = performance.now() + options.withinMs;
  while (performance.now() < deadline && options.signal?.aborted !== true) {
    if (await isReady(readiness)) return true;
    await pause(50);
  }
  return false;
}

type Page = Extract<Readiness, { kind: "http" }>;

async function answersOk({ url, headers = {} }: Page, timeoutMs: number): Promise<boolean> {
  try {
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Most servers speak first; of those, an accepted connection alone says nothing yet. */
function greets(
  { kind, port }: Exclude<Readiness, { readonly kind: "http" }>,
  timeoutMs: number,
): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ port, host: "127.0.0.1" });
    const finish = (greeted: boolean) => {
      socket.destroy();
      answer(greeted);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    if (kind === "port") socket.once("connect", () => finish(true));
    socket.once("data", () => finish(true));
    socket.once("error", () => finish(false));
    socket.once("close", () => finish(false));
  });
}
