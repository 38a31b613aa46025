// Looks after debts once as a process of its own, which dies by SIGKILL at the failpoint that it is given.
import { openDatabase, transactor } from "@isp/db";
import { failpoints } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { billingScope } from "../../src/db/scope.ts";
import { lookOnce, tablePlans } from "./look.ts";

const [, , url = "", spec, at = "", smtpUrl = ""] = process.argv;
const db = await openDatabase({ url, entities: [] });
const clock = fakeClock(at);
const transact = transactor(db, (manager) => billingScope(manager, clock));
await lookOnce(
  { transact, clock, operations: tablePlans(db), smtpUrl },
  failpoints(spec, () => process.kill(process.pid, "SIGKILL")),
);
process.exit(0);
