import type { Transact } from "@isp/db";
import { DomainError, type FieldProblem } from "@isp/kernel";
import type { BusinessUnit } from "../domain/business-unit.ts";
import { type CustomerData, checkCustomer } from "../domain/customer.ts";
import { normaliseDocument } from "../domain/document.ts";
import { refuse } from "../domain/errors.ts";
import type { Plan } from "../domain/plan.ts";
import { checkSale } from "../domain/sale-check.ts";
import { type Status, status } from "../domain/status.ts";
import { checkSalesperson } from "./check-salesperson.ts";
import { checkTemplate } from "./check-template.ts";
import type { SubscriptionOrder } from "./create-subscription.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { PlansScope, Units } from "./ports.ts";

export type ImportEntry = {
  readonly customer: CustomerData;
  /** Null where a customer comes without a plan. */
  readonly order: SubscriptionOrder | null;
};

/** An entry that can be imported, with what it stands on. */
export type CheckedEntry = {
  readonly customer: CustomerData;
  readonly unit: BusinessUnit;
  readonly sale: CheckedSale | null;
};

export type CheckedSale = {
  readonly order: SubscriptionOrder;
  readonly plan: Plan;
  readonly status: Status;
  readonly paymentFormId: string;
  readonly dueDayId: string;
};

type Dependencies = {
  readonly read: Transact<PlansScope>;
  readonly neighbours: Pick<Neighbours, "routingPointExists" | "resolveTerms">;
};

export type ImportCheck = (entries: readonly ImportEntry[]) => Promise<readonly CheckedEntry[]>;

/** Nobody has had a plan before he is imported: the id only has to be nobody's. */
const nobody = "00000000-0000-7000-8000-000000000000";

/**
 * Checks a batch by the rules of single sales, and names everything that is wrong in it at once. What
 * many entries share (a plan, a routing point, a due day) is asked for once.
 */
export function importCheck({ read, neighbours }: Dependencies, visible: Units): ImportCheck {
  const unitOf = cached((city: string) => read(({ units }) => units.ofCity(city)));
  const planOf = cached((id: string) => read(({ plans }) => plans.find(id, visible)));
  const statusOf = cached((key: string) => read(({ statuses }) => statuses.find(key)));
  const routed = cached((key: string) => {
    const [id = "", unit = ""] = key.split(" ");
    return neighbours.routingPointExists(id, unit);
  });
  const termsOf = cached((key: string) => {
    const [businessUnitId = "", paymentFormId = "", dueDayId = "", debitAccountId = ""] =
      key.split(" ");
    const named = { businessUnitId, paymentFormId, dueDayId, debitAccountId };
    return neighbours.resolveTerms({ customerId: nobody, ...named });
  });
  const sellerServes = cached((key: string) => {
    const [businessUnitId = "", id = ""] = key.split(" ");
    return read((scope) => checkSalesperson(scope, id, { businessUnitId, salespersonId: "" }));
  });
  const templateServes = cached((key: string) => {
    const [businessUnitId = "", id = ""] = key.split(" ");
    const about = { businessUnitId, presentId: "", pointer: "/contract/templateId" };
    return read((scope) => checkTemplate(scope, id, about));
  });

  async function check(entry: ImportEntry): Promise<CheckedEntry> {
    const { customer, order } = entry;
    const entered = { ...customer, document: normaliseDocument(customer.document) };
    checkCustomer(entered);
    const unit = await unitOf(entered.city);
    if (unit === null || (visible !== "all" && !visible.includes(unit.id))) {
      throw refuse.city_not_served(`No business unit of yours serves ${entered.city}.`, {
        fields: [{ pointer: "/city", detail: "is not served by any business unit of yours" }],
      });
    }
    const sale = order === null ? null : await inside("/subscription", saleOf(order, unit));
    return { customer: entered, unit, sale };
  }

  async function saleOf(order: SubscriptionOrder, unit: BusinessUnit): Promise<CheckedSale> {
    const plan = await planOf(order.planId);
    const point = order.routingPointId;
    const routingPointExists = point === "" || (await routed(`${point} ${unit.id}`));
    const chosen = await statusOf(order.status);
    const grounds = { plan, status: chosen, routingPointExists };
    checkSale(order, { ...grounds, customer: { businessUnitId: unit.id } });
    await sellerServes(`${unit.id} ${order.salespersonId}`);
    await templateServes(`${unit.id} ${order.contract?.templateId ?? ""}`);
    const { paymentFormId, dueDayId, debitAccountId } = order;
    const terms = await termsOf([unit.id, paymentFormId, dueDayId, debitAccountId].join(" "));
    return { order, plan, status: chosen ?? status("waiting-installation"), ...terms };
  }

  return async (entries) => {
    const problems: FieldProblem[] = [];
    const checked: CheckedEntry[] = [];
    for (const [index, entry] of entries.entries()) {
      try {
        checked.push(await check(entry));
      } catch (error) {
        problems.push(...problemsOf(error, `/customers/${index}`));
      }
    }
    problems.push(...repeated(checked));
    if (problems.length === 0) return checked;
    throw refuse.invalid("Some customers cannot be imported; none was.", { fields: problems });
  };
}

/** The same document or login twice in one batch. */
function repeated(entries: readonly CheckedEntry[]): FieldProblem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ customer, sale }, index) => {
    const login = sale?.order.access?.username.toLowerCase();
    const named = [
      ["/document", customer.document],
      ...(login === undefined ? [] : [["/subscription/access/username", login]]),
    ] as [string, string][];
    return named.flatMap(([pointer, value]) => {
      if (!seen.has(pointer + value)) {
        seen.add(pointer + value);
        return [];
      }
      return [{ pointer: `/customers/${index}${pointer}`, detail: "stands in this batch already" }];
    });
  });
}

async function inside<Result>(parent: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const fields = problemsOf(error, parent);
    throw refuse.invalid("The subscription cannot be imported.", { fields, cause: error });
  }
}

/** What a refusal names, below `parent`; what is no refusal is nobody's field. */
function problemsOf(error: unknown, parent: string): FieldProblem[] {
  if (!(error instanceof DomainError) || error.kind === "unavailable") throw error;
  const { fields, message } = error;
  if (fields.length === 0) return [{ pointer: parent, detail: message }];
  return fields.map(({ pointer, detail }) => ({ pointer: `${parent}${pointer}`, detail }));
}

function cached<Value>(ask: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (key) => {
    const held = known.get(key) ?? ask(key);
    known.set(key, held);
    return held;
  };
}
