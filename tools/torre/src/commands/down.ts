import { parseArgs } from "node:util";
import { currentHome } from "../system/home.ts";
import { steps } from "../system/progress.ts";
import { runningState, stopEverything } from "../system/running.ts";

export async function run(args: readonly string[]): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  const home = currentHome();
  if (runningState(home) === undefined && !(await stopEverything(home))) {
    process.stderr.write("Nothing of this installation runs.\n");
    return 0;
  }
  await steps()("stopped", () => stopEverything(home));
  return 0;
}
