import type { common, plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Handlers, refuse as refuseCall } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import type { BusinessUnit } from "../domain/business-unit.ts";
import type { NewPlan, PlanKind, PlanTerms } from "../domain/plan.ts";
import { statuses } from "../domain/status.ts";
import { toPlanMessage, toUnitMessage } from "../events/published.ts";
import type { CreateBusinessUnit } from "../usecases/create-business-unit.ts";
import type { CreatePlan } from "../usecases/create-plan.ts";
import type { PlansScope } from "../usecases/ports.ts";
import { given, nextToken, pageOf } from "./reading.ts";

type Parts = {
  /** Reads outside a transaction. */
  readonly read: Transact<PlansScope>;
  readonly toRequest: ToWriteRequest;
  readonly createBusinessUnit: CreateBusinessUnit;
  readonly createPlan: CreatePlan;
};

export function catalogueService(parts: Parts): Handlers<typeof plans.CatalogueServiceService> {
  const { read, toRequest } = parts;
  return {
    async createBusinessUnit(request, caller) {
      // It takes cities for itself, and he who sees only some units would not see it.
      if (caller.units !== "all") {
        throw refuseCall.permission_missing("This needs the sight of every business unit.");
      }
      const { id: _id, version: _version, ...data } = given(request.businessUnit, "/");
      const unit = await parts.createBusinessUnit(toRequest("CreateBusinessUnit", request), {
        ...data,
        // The rule refuses any other word; the wire type is wider than the domain's.
        prorationBasis: data.prorationBasis as BusinessUnit["prorationBasis"],
        suspensionPolicy: data.suspensionPolicy as BusinessUnit["suspensionPolicy"],
      });
      return { businessUnit: toUnitMessage(unit) };
    },
    async getBusinessUnit({ id }, caller) {
      const unit = await read(({ units }) => units.find(id, caller.units));
      return { businessUnit: toUnitMessage(unit) };
    },
    async listBusinessUnits(request, caller) {
      const page = pageOf(request);
      const found = await read(({ units }) => units.list(caller.units, page));
      return { businessUnits: found.map(toUnitMessage), nextPageToken: nextToken(found, page) };
    },
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
      const { businessUnitId } = request;
      const found = await read((scope) => scope.plans.list(businessUnitId, caller.units, page));
      return { plans: found.map(toPlanMessage), nextPageToken: nextToken(found, page) };
    },
    async listStatuses() {
      return { statuses: [...statuses] };
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
