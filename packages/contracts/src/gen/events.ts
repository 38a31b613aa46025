// Code generated from proto/ by `pnpm proto`. DO NOT EDIT.
import { factsOf } from "../event.ts";
import * as billing from "./billing.ts";
import * as hosting from "./hosting.ts";
import * as mail from "./mail.ts";
import * as plans from "./plans.ts";
import * as radius from "./radius.ts";

export const billingEvents = {
  closing: factsOf(billing.ClosingFact, {"subject":"isp.billing.v1.closing","names":["committed","reversed"],"protoName":"isp.billing.v1.ClosingFact","versioned":true,"routed":false} as const),
  invoice: factsOf(billing.InvoiceFact, {"subject":"isp.billing.v1.invoice","names":["issued","paid","overdue","cancelled"],"protoName":"isp.billing.v1.InvoiceFact","versioned":true,"routed":false} as const),
  customer: factsOf(billing.CustomerFact, {"subject":"isp.billing.v1.customer","names":["notified"],"protoName":"isp.billing.v1.CustomerFact","versioned":false,"routed":false} as const),
  operation: factsOf(billing.OperationApplied, {"subject":"isp.billing.v1.operation","names":["applied"],"protoName":"isp.billing.v1.OperationApplied","versioned":false,"routed":false} as const),
};

export const hostingEvents = {
  domain: factsOf(hosting.DomainFact, {"subject":"isp.hosting.v1.domain","names":["created","changed","moved","deleted"],"protoName":"isp.hosting.v1.DomainFact","versioned":true,"routed":false} as const),
  database: factsOf(hosting.DatabaseFact, {"subject":"isp.hosting.v1.database","names":["created","changed","moved","deleted"],"protoName":"isp.hosting.v1.DatabaseFact","versioned":true,"routed":false} as const),
  ftpUser: factsOf(hosting.FtpUserFact, {"subject":"isp.hosting.v1.ftp-user","names":["created","changed","moved","deleted"],"protoName":"isp.hosting.v1.FtpUserFact","versioned":true,"routed":false} as const),
  host: factsOf(hosting.HostFact, {"subject":"isp.hosting.v1.host","names":["created","changed","moved","deleted"],"protoName":"isp.hosting.v1.HostFact","versioned":true,"routed":false} as const),
  operation: factsOf(hosting.OperationApplied, {"subject":"isp.hosting.v1.operation","names":["applied"],"protoName":"isp.hosting.v1.OperationApplied","versioned":false,"routed":false} as const),
};

export const mailEvents = {
  mailbox: factsOf(mail.MailboxFact, {"subject":"isp.mail.v1.mailbox","names":["created","changed","moved","deleted"],"protoName":"isp.mail.v1.MailboxFact","versioned":true,"routed":false} as const),
  operation: factsOf(mail.OperationApplied, {"subject":"isp.mail.v1.operation","names":["applied"],"protoName":"isp.mail.v1.OperationApplied","versioned":false,"routed":false} as const),
};

export const plansEvents = {
  businessUnit: factsOf(plans.BusinessUnitFact, {"subject":"isp.plans.v1.business-unit","names":["registered","changed","deleted"],"protoName":"isp.plans.v1.BusinessUnitFact","versioned":true,"routed":false} as const),
  customer: factsOf(plans.CustomerFact, {"subject":"isp.plans.v1.customer","names":["registered","changed"],"protoName":"isp.plans.v1.CustomerFact","versioned":true,"routed":false} as const),
  plan: factsOf(plans.PlanFact, {"subject":"isp.plans.v1.plan","names":["published","changed","deleted"],"protoName":"isp.plans.v1.PlanFact","versioned":true,"routed":false} as const),
  subscription: factsOf(plans.SubscriptionFact, {"subject":"isp.plans.v1.subscription","names":["registered","enabled","suspended","resumed","replaced","transferred","cancelled","deleted","edited"],"protoName":"isp.plans.v1.SubscriptionFact","versioned":true,"routed":false} as const),
  operation: factsOf(plans.OperationFinished, {"subject":"isp.plans.v1.operation","names":["finished"],"protoName":"isp.plans.v1.OperationFinished","versioned":false,"routed":false} as const),
};

export const radiusEvents = {
  login: factsOf(radius.LoginFact, {"subject":"isp.radius.v1.login","names":["created","changed","deleted","moved"],"protoName":"isp.radius.v1.LoginFact","versioned":true,"routed":false} as const),
  ip: factsOf(radius.IpFact, {"subject":"isp.radius.v1.ip","names":["created","changed","deleted","moved"],"protoName":"isp.radius.v1.IpFact","versioned":true,"routed":false} as const),
  routingPoint: factsOf(radius.RoutingPointFact, {"subject":"isp.radius.v1.routing-point","names":["registered","changed","deleted"],"protoName":"isp.radius.v1.RoutingPointFact","versioned":true,"routed":false} as const),
  session: factsOf(radius.SessionFact, {"subject":"isp.radius.v1.session","names":["started","updated","stopped"],"protoName":"isp.radius.v1.SessionFact","versioned":false,"routed":true} as const),
  access: factsOf(radius.AccessRejected, {"subject":"isp.radius.v1.access","names":["rejected"],"protoName":"isp.radius.v1.AccessRejected","versioned":false,"routed":true} as const),
  nasNasUnknown: factsOf(radius.NasUnknown, {"subject":"isp.radius.v1.nas","names":["unknown"],"protoName":"isp.radius.v1.NasUnknown","versioned":false,"routed":false} as const),
  nasNasFact: factsOf(radius.NasFact, {"subject":"isp.radius.v1.nas","names":["silent","restarted"],"protoName":"isp.radius.v1.NasFact","versioned":false,"routed":true} as const),
  disconnect: factsOf(radius.DisconnectAnswered, {"subject":"isp.radius.v1.disconnect","names":["answered"],"protoName":"isp.radius.v1.DisconnectAnswered","versioned":false,"routed":true} as const),
  operation: factsOf(radius.OperationApplied, {"subject":"isp.radius.v1.operation","names":["applied"],"protoName":"isp.radius.v1.OperationApplied","versioned":false,"routed":false} as const),
};
