import { readFileSync } from "node:fs";
import type { Torre } from "@isp/torre";

const tickMs = 10;

/** Processor time that processes of an installation have used, in the order of their names. */
export function cpuMsOf(torre: Torre, names: readonly string[]): readonly number[] {
  return names.map((name) => {
    const stat = readFileSync(`/proc/${torre.process(name)?.pid ?? 0}/stat`, "utf8");
    // Behind the command's name in brackets: user time is the 12th field, system time the 13th.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * tickMs;
  });
}
