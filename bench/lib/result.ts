import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";

export type Result = {
  readonly claim: string;
  readonly ours: string;
  readonly peer?: string;
  /** Ours over the peer's, from the same run. */
  readonly ratio?: number;
  readonly mustReach?: number;
};

/** Prints a result and keeps it beside the others. */
export function report(name: string, result: Result): void {
  const { claim, ours, peer, ratio, mustReach } = result;
  const wanted = mustReach === undefined ? "" : ` (must reach ${mustReach})`;
  const lines = [
    claim,
    `  ours  ${ours}`,
    ...(peer === undefined ? [] : [`  peer  ${peer}`]),
    ...(ratio === undefined ? [] : [`  ratio ${ratio.toFixed(2)}${wanted}`]),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  const load = loadavg().map((value) => value.toFixed(1));
  const processor = `${cpus().length} cores, ${cpus()[0]?.model ?? "?"}`;
  // What else the machine did meanwhile, in the last minute, five and fifteen.
  const machine = `${processor}, Node ${process.version}, load average ${load.join(" ")}`;
  const text = JSON.stringify({ ...result, machine }, null, 2);
  writeFileSync(join(import.meta.dirname, "../results", `${name}.json`), `${text}\n`);
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
