import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { Failure } from "../system/failure.ts";
import { currentHome } from "../system/home.ts";
import { steps } from "../system/progress.ts";
import { stopEverything } from "../system/running.ts";

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { yes: { type: "boolean" } } });
  const home = currentHome();
  if (values.yes !== true) {
    throw new Failure(`reset removes ${home.dir} with every database in it.`, {
      cure: "say ./torre reset --yes if that is what you want",
    });
  }
  const step = steps();
  await step("stopped", () => stopEverything(home));
  await step(`removed ${home.dir}`, () => rmSync(home.dir, { recursive: true, force: true }));
  return 0;
}
