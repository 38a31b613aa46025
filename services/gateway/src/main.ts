import { readConfig } from "@isp/config";
import { runUntilStopped } from "@isp/runtime";
import { gatewayConfig } from "./config.ts";
import { startGateway } from "./service.ts";

await runUntilStopped(() => startGateway(readConfig(gatewayConfig, process.env)));
