import { readConfig } from "@isp/config";
import { runUntilStopped } from "@isp/runtime";
import { plansConfig } from "./config.ts";
import { startPlans } from "./service.ts";

await runUntilStopped(() => startPlans(readConfig(plansConfig, process.env)));
