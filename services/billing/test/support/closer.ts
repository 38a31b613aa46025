// Closes the unit of a test, or takes its closing back, as a process of its own, which dies by SIGKILL at the
// failpoint that it is given.
import { openDatabase } from "@isp/db";
import { failpoints } from "@isp/kernel";
import { closeUnit, reverseUnit } from "./closing-unit.ts";

const [, , what, url = "", spec] = process.argv;
const db = await openDatabase({ url, entities: [] });
const work = what === "reverse" ? reverseUnit : closeUnit;
await work(
  db,
  failpoints(spec, () => process.kill(process.pid, "SIGKILL")),
);
process.exit(0);
