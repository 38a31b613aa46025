import {
  billingEvents,
  hostingEvents,
  mailEvents,
  plansEvents,
  radiusEvents,
} from "@isp/contracts";

export const serviceNames = ["plans", "billing", "mail", "radius", "hosting"] as const;
export type ServiceName = (typeof serviceNames)[number];

/** A JetStream stream with the service that alone writes to it and creates it. */
export type StreamSpec = {
  readonly name: string;
  readonly owner: ServiceName;
  readonly subjects: readonly string[];
};

export const streams: readonly StreamSpec[] = [
  { name: "PLANS", owner: "plans", subjects: ["isp.plans.v1.>"] },
  { name: "BILLING", owner: "billing", subjects: ["isp.billing.v1.>"] },
  { name: "MAIL", owner: "mail", subjects: ["isp.mail.v1.>"] },
  {
    name: "RADIUS",
    owner: "radius",
    subjects: ["login", "ip", "nas", "disconnect", "routing-point", "operation"].map(
      (aggregate) => `isp.radius.v1.${aggregate}.>`,
    ),
  },
  {
    name: "SESSIONS",
    owner: "radius",
    subjects: ["isp.radius.v1.session.>", "isp.radius.v1.access.>"],
  },
  { name: "HOSTING", owner: "hosting", subjects: ["isp.hosting.v1.>"] },
];

/** Who reads what. A durable is never renamed: that would replay its history. */
export type DurableSpec = {
  readonly durable: string;
  readonly owner: ServiceName;
  readonly stream: string;
  /** One filter each: the server in Debian 12 knows no more. */
  readonly filter: string;
};

const reads = (owner: ServiceName, purpose: string, stream: string, filter: string) => ({
  durable: `${owner}-${purpose}`,
  owner,
  stream,
  filter,
});

const subscriptions = plansEvents.subscription.filter;

export const durables: readonly DurableSpec[] = [
  reads("radius", "subscriptions", "PLANS", subscriptions),
  reads("radius", "business-units", "PLANS", plansEvents.businessUnit.filter),
  reads("mail", "business-units", "PLANS", plansEvents.businessUnit.filter),
  reads("mail", "subscriptions", "PLANS", subscriptions),
  reads("mail", "domains", "HOSTING", hostingEvents.domain.filter),
  reads("hosting", "subscriptions", "PLANS", subscriptions),
  reads("billing", "subscriptions", "PLANS", subscriptions),
  reads("billing", "business-units", "PLANS", plansEvents.businessUnit.filter),
  reads("billing", "customers", "PLANS", plansEvents.customer.filter),
  reads("billing", "mailboxes", "MAIL", mailEvents.mailbox.filter),
  reads("plans", "logins", "RADIUS", radiusEvents.login.filter),
  reads("plans", "ips", "RADIUS", radiusEvents.ip.filter),
  reads("plans", "mailboxes", "MAIL", mailEvents.mailbox.filter),
  reads("plans", "domains", "HOSTING", hostingEvents.domain.filter),
  reads("plans", "databases", "HOSTING", hostingEvents.database.filter),
  reads("plans", "ftp-users", "HOSTING", hostingEvents.ftpUser.filter),
  reads("plans", "dns-hosts", "HOSTING", hostingEvents.host.filter),
  reads("plans", "radius-operations", "RADIUS", radiusEvents.operation.filter),
  reads("plans", "mail-operations", "MAIL", mailEvents.operation.filter),
  reads("plans", "hosting-operations", "HOSTING", hostingEvents.operation.filter),
  reads("plans", "billing-operations", "BILLING", billingEvents.operation.filter),
];

export function durable(name: string): DurableSpec {
  const found = durables.find((spec) => spec.durable === name);
  if (found === undefined) throw new Error(`${name} is not in the topology`);
  return found;
}
