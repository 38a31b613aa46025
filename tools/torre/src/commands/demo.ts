import { parseArgs } from "node:util";
import { loadDemo } from "../demo/load.ts";
import { Failure } from "../system/failure.ts";
import { currentHome } from "../system/home.ts";
import { steps } from "../system/progress.ts";
import { statusOf } from "../system/status.ts";

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      customers: { type: "string", default: "500" },
      seed: { type: "string", default: "1" },
    },
  });
  const options = {
    customers: whole(values.customers, "--customers"),
    seed: whole(values.seed, "--seed"),
  };
  const home = currentHome();
  const status = await statusOf(home);
  if (!status.healthy) {
    throw new Failure("Torre does not run, or not healthily.", { cure: "./torre up, then again" });
  }
  await steps()("demo provider", () => loadDemo(home, status, options));
  return 0;
}

function whole(text: string, option: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 1_000_000) return value;
  throw new Failure(`${option} must be a whole number, not ${text}.`, {
    cure: "./torre demo --customers 500 --seed 1",
  });
}
