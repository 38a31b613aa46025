import type { common, plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import type { NewPlan, PlanKind, PlanTerms } from "../domain/plan.ts";
import { toPlanMessage } from "../events/published.ts";
import type { CreatePlan } from "../usecases/create-plan.ts";
import type { EditPlan } from "../usecases/edit-plan.ts";
import type { PlansScope } from "../usecases/ports.ts";
import type { RemovePlan } from "../usecases/remove-plan.ts";
import { given, nextToken, pageOf } from "./reading.ts";

type Service = Handlers<typeof plans.CatalogueServiceService>;
type PlanMethod = Extract<keyof Service, `${string}Plan${string}`>;

export type PlanParts = {
  /** Reads outside a transaction. */
  readonly read: Transact<PlansScope>;
  readonly toRequest: ToWriteRequest;
  readonly createPlan: CreatePlan;
  readonly editPlan: EditPlan;
  readonly removePlan: RemovePlan;
};

export function planMethods(parts: PlanParts): Pick<Service, PlanMethod> {
  const { read, toRequest } = parts;
  return {
    async createPlan(request, caller) {
      const plan = toNewPlan(given(request.plan, "/"));
      const created = await parts.createPlan(toRequest("CreatePlan", request), plan, caller.units);
      return { plan: toPlanMessage(created) };
    },
    async getPlan({ id }, caller) {
      const plan = await read((scope) => scope.plans.find(id, caller.units));
      return { plan: toPlanMessage(plan) };
    },
    async listPlans(request, caller) {
      const page = pageOf(request);
      const found = await read((scope) => scope.plans.list(request, caller.units, page));
      return { plans: found.map(toPlanMessage), nextPageToken: nextToken(found, page) };
    },
    async updatePlan(request, caller) {
      const message = given(request.plan, "/");
      const { id, version: expectedVersion } = message;
      const edit = { id, expectedVersion, wanted: toNewPlan(message), fields: request.fields };
      const edited = await parts.editPlan(toRequest("UpdatePlan", request), edit, caller.units);
      return { plan: toPlanMessage(edited) };
    },
    async deletePlan(request, caller) {
      const named = toRequest("DeletePlan", request);
      const archived = await parts.removePlan(named, request, caller.units);
      return { plan: archived === null ? undefined : toPlanMessage(archived) };
    },
    async listPlanPrices({ planId }, caller) {
      return read(async (scope) => {
        await scope.plans.find(planId, caller.units);
        return { prices: [...(await scope.plans.prices(planId))] };
      });
    },
  };
}

function toNewPlan(message: plans.Plan): NewPlan {
  const { businessUnitId, priceCents, trialDays, proportionalTrial, advanceBilling, options } =
    message;
  return {
    businessUnitId,
    priceCents,
    trialDays,
    proportionalTrial,
    advanceBilling: advanceBilling ?? null,
    options,
    archived: message.archived,
    terms: toTerms(given(message.terms, "/")),
  };
}

function toTerms(message: common.PlanTerms): PlanTerms {
  const { planId, name, kind, simultaneousUse, loginCreatesMailbox, speed } = message;
  const rates = speed?.businessHours !== undefined && speed.otherHours !== undefined;
  return {
    planId,
    name,
    // The rule refuses any other word.
    kind: kind as PlanKind,
    speed: rates ? (speed as PlanTerms["speed"]) : null,
    simultaneousUse,
    loginCreatesMailbox,
    mailboxes: message.mailboxes ?? { included: 1, additionalFeeCents: 0n, quotaMb: 1_024 },
    hosting: message.hosting ?? null,
  };
}
