import { readConfig } from "@isp/config";
import { runUntilStopped } from "@isp/runtime";
import { hostingConfig } from "./config.ts";
import { startHosting } from "./service.ts";

await runUntilStopped(() => startHosting(readConfig(hostingConfig, process.env)));
