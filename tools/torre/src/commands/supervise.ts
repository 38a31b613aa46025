import { supervise } from "../supervisor/supervise.ts";
import { currentHome } from "../system/home.ts";

export async function run(): Promise<number> {
  await supervise(currentHome());
  return 0;
}
