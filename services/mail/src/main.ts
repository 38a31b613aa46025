import { readConfig } from "@isp/config";
import { runUntilStopped } from "@isp/runtime";
import { mailConfig } from "./config.ts";
import { startMail } from "./service.ts";

await runUntilStopped(() => startMail(readConfig(mailConfig, process.env)));
