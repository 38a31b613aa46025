import type { plans } from "@isp/contracts";
import { isId } from "@isp/kernel";
import type { Caller } from "@isp/rpc";
import * as z from "zod";
import type { History, TrailEntry } from "../access/history.ts";
import type { Office } from "../access/office.ts";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { requireAllUnits } from "../http/units.ts";
import { toJson } from "../http/json.ts";
import { pageQuery, text } from "../http/schemas.ts";
import { operationView } from "../views/subscription.ts";

const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value))
  .optional();
const trailQuery = pageQuery.extend({
  cursor: z
    .string()
    .regex(/^\d{0,18}$/, "is not one of ours")
    .default(""),
});

/** Who did what when: of one customer, of one subscription, and of everybody (audit). */
export function historyRoutes(clients: Clients, office: Office): Endpoint[] {
  return [...subjectRoutes(clients, office), ...auditRoutes(office)];
}

function subjectRoutes(
  { customers, subscriptions, operations }: Clients,
  { history }: Office,
): Endpoint[] {
  /** What a customer holds in units that the caller does not see: no request about it is his to read. */
  async function hiddenFrom(caller: Caller, customerId: string): Promise<readonly string[]> {
    const { units } = caller;
    if (units === "all") return [];
    const all = { caller: { ...caller, units: "all" as const } };
    const held = await subscriptions.listSubscriptions({ customerId, list: "" }, all);
    const foreign = held.subscriptions.filter(
      ({ businessUnitId }) => !units.includes(businessUnitId),
    );
    return foreign.map(({ id }) => id);
  }

  return [
    endpoint({
      method: "get",
      path: "/customers/{id}/history",
      summary: "Read who did what to a customer, newest first",
      permission: "customers.read",
      status: 200,
      query: trailQuery,
      async handle({ params, query, caller }) {
        const { customer } = await customers.getCustomer({ id: params["id"] ?? "" }, { caller });
        const id = customer?.id ?? "";
        return { body: await pageOf(history, id, query, await hiddenFrom(caller, id)) };
      },
    }),
    endpoint({
      method: "get",
      path: "/subscriptions/{id}/history",
      summary: "Read who did what to a subscription, newest first, with its operations",
      permission: "customers.read",
      status: 200,
      query: trailQuery,
      async handle({ params, query, caller }) {
        const id = params["id"] ?? "";
        const [{ subscription }, held] = await Promise.all([
          subscriptions.getSubscription({ id }, { caller }),
          operations.listOperations(
            { subscriptionId: id, state: "", businessUnitId: "", pageSize: 200, pageToken: "" },
            { caller },
          ),
        ]);
        const trail = await pageOf(history, subscription?.id ?? "", query);
        return { body: { ...trail, operations: byNoOperator(held.operations) } };
      },
    }),
  ];
}

/** Operations that no request of the trail began: billing and the scheduler act by themselves. */
function byNoOperator(operations: readonly plans.Operation[]) {
  const services = new Set(["billing", "plans", "scheduler"]);
  return operations.filter(({ requestedBy }) => services.has(requestedBy)).map(operationView);
}

async function pageOf(
  history: History,
  subjectId: string,
  { cursor, limit }: { readonly cursor: string; readonly limit: number },
  hidden: readonly string[] = [],
) {
  const before = cursor === "" ? null : BigInt(cursor);
  const found = isId(subjectId)
    ? await history.ofSubject(subjectId, { before, limit }, hidden)
    : [];
  return trailPage(found, limit, ofOne);
}

/** Of a batch only how many it was about: the others in it may be nobody the reader may see. */
function ofOne(asked: unknown): unknown {
  if (typeof asked !== "object" || asked === null || !("customers" in asked)) return asked;
  const { customers } = asked;
  return { customers: Array.isArray(customers) ? customers.length : 0 };
}

function trailPage(
  found: readonly TrailEntry[],
  limit: number,
  shown: (asked: unknown) => unknown = (asked) => asked,
) {
  const items = found.map(({ sequence, body, ...entry }) => ({
    ...(toJson(entry) as object),
    id: sequence,
    asked: body === "" ? null : shown(JSON.parse(body) as unknown),
  }));
  const last = found.at(-1)?.sequence;
  return { items, nextCursor: found.length < limit || last === undefined ? null : last };
}

function auditRoutes({ history, audit }: Office): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/audit",
      summary: "Read the audit trail, newest first",
      permission: "audit.read",
      status: 200,
      query: trailQuery.extend({
        operatorId: text(36).default(""),
        path: text(200).default(""),
        from: instant,
        to: instant,
      }),
      async handle({ query, caller }) {
        // Whoever sees one unit would see the others' customers in it.
        requireAllUnits(caller, "The audit trail covers all business units.");
        const { operatorId, path, from, to, cursor, limit } = query;
        const found = await history.search(
          { operatorId: operatorId || undefined, path: path || undefined, from, to },
          { before: cursor === "" ? null : BigInt(cursor), limit },
        );
        return { body: trailPage(found, limit) };
      },
    }),
    endpoint({
      method: "get",
      path: "/audit/integrity",
      summary: "Check the hash chain of the trail: the first row that does not follow, or null",
      permission: "audit.read",
      status: 200,
      async handle() {
        const broken = await audit.firstBroken();
        return { body: { firstBroken: broken?.toString() ?? null } };
      },
    }),
  ];
}
