import { parseArgs } from "node:util";
import { examine } from "../system/doctor.ts";
import { currentHome } from "../system/home.ts";

export async function run(args: readonly string[]): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  const findings = await examine(currentHome());
  for (const { mark, what, cure } of findings) {
    process.stdout.write(`${mark} ${what}\n${cure === undefined ? "" : `    cure: ${cure}\n`}`);
  }
  return findings.some(({ mark }) => mark === "✘") ? 1 : 0;
}
