export {
  type Caller,
  type CallerLimits,
  callerMetadata,
  mayUse,
  noLimits,
  refuse,
  requireAllUnits,
  sees,
  serviceCaller,
} from "./caller.ts";
export { type CallOptions, type Channel, type RpcClient, rpcChannel } from "./client.ts";
export { withDeadline } from "./deadline.ts";
export type { TlsFiles } from "./credentials.ts";
export { type Handlers, isBug, type OnCall, type RpcServer, rpcServer } from "./server.ts";
