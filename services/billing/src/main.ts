import { readConfig } from "@isp/config";
import { runUntilStopped } from "@isp/runtime";
import { billingConfig } from "./config.ts";
import { startBilling } from "./service.ts";

await runUntilStopped(() => startBilling(readConfig(billingConfig, process.env)));
