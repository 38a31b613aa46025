// Closes the unit of a test as a process of its own, which dies by SIGKILL at the failpoint that it is given.
import { openDatabase } from "@isp/db";
import { failpoints } from "@isp/kernel";
import { closeUnit } from "./closing-unit.ts";

const [, , url = "", spec] = process.argv;
const db = await openDatabase({ url, entities: [] });
await closeUnit(
  db,
  failpoints(spec, () => process.kill(process.pid, "SIGKILL")),
);
process.exit(0);
