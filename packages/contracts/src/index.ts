export type { EventContract, Facts } from "./event.ts";
export { rpcAccess } from "./gen/access.ts";
export * as billing from "./gen/billing.ts";
export * as common from "./gen/common.ts";
export {
  billingEvents,
  hostingEvents,
  mailEvents,
  plansEvents,
  radiusEvents,
} from "./gen/events.ts";
export * as hosting from "./gen/hosting.ts";
export * as mail from "./gen/mail.ts";
export * as plans from "./gen/plans.ts";
export * as radius from "./gen/radius.ts";
