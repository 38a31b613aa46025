import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { address } from "./client.ts";
import { parseEvents, type StreamEvent, staleRoots } from "./events.ts";

const retryMs = 3_000;
const firstMs = 200;
/** A burst, such as a closing, makes screens read again once a second and not with every fact. */
const betweenMs = 1_000;

/** Follows the live events and reads again what they make stale; bursts are gathered into one reading. */
export function useEvents(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    const gather = gatherer((roots) => {
      for (const root of roots) void client.invalidateQueries({ queryKey: [root] });
    });
    // What happened while the stream was broken was told to nobody.
    const reopened = () => void client.invalidateQueries();
    void follow(stop.signal, gather, reopened);
    return () => stop.abort();
  }, [client]);
}

function gatherer(flush: (roots: ReadonlySet<string>) => void) {
  const waiting = new Set<string>();
  let timer: number | undefined;
  let flushedAt = 0;
  return (event: StreamEvent) => {
    for (const root of staleRoots(event)) waiting.add(root);
    if (waiting.size === 0) return;
    const waitMs = Math.max(firstMs, flushedAt + betweenMs - Date.now());
    timer ??= window.setTimeout(() => {
      timer = undefined;
      flushedAt = Date.now();
      flush(new Set(waiting));
      waiting.clear();
    }, waitMs);
  };
}

type Heard = (event: StreamEvent) => void;

async function follow(signal: AbortSignal, heard: Heard, reopened: () => void): Promise<void> {
  let opened = () => {};
  while (!signal.aborted) {
    try {
      await readStream(signal, heard, () => {
        opened();
        opened = reopened;
      });
    } catch {
      // A broken stream is opened again below; screens also poll what moves.
    }
    if (!signal.aborted) await pause(signal);
  }
}

async function readStream(signal: AbortSignal, heard: Heard, opened: () => void): Promise<void> {
  const response = await fetch(address("/events"), { signal, credentials: "same-origin" });
  const reader = response.ok
    ? response.body?.pipeThrough(new TextDecoderStream()).getReader()
    : undefined;
  if (reader === undefined) return;
  opened();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parsed = parseEvents(text + value);
    text = parsed.rest;
    for (const event of parsed.events) heard(event);
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, retryMs);
    signal.addEventListener("abort", () => {
      window.clearTimeout(timer);
      resolve();
    });
  });
}
