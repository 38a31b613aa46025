export { type RuntimeConfig, runtimeConfig } from "./config.ts";
export { runUntilStopped } from "./main.ts";
export {
  type RunningService,
  type ServiceContext,
  type ServiceDefinition,
  type ServiceParts,
  startService,
} from "./service.ts";
export type { Worker } from "./worker.ts";
export { type ToWriteRequest, writeRequests } from "./write-request.ts";
