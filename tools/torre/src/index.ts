export { homeAt } from "./system/home.ts";
export { freeBase } from "./system/ports.ts";
export type { ServiceName } from "./system/services.ts";
export { type ServiceStatus, type Status, statusOf } from "./system/status.ts";
export { startTorre, type StartOptions, type Torre } from "./testing/start-torre.ts";
