import { readConfig } from "@isp/config";
import { runUntilStopped } from "@isp/runtime";
import { startAgent } from "./agent.ts";
import { agentConfig } from "./config.ts";

await runUntilStopped(() => startAgent(readConfig(agentConfig, process.env)));
