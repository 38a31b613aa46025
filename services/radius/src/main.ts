import { readConfig } from "@isp/config";
import { runUntilStopped } from "@isp/runtime";
import { radiusConfig } from "./config.ts";
import { startRadius } from "./service.ts";

await runUntilStopped(() => startRadius(readConfig(radiusConfig, process.env)));
