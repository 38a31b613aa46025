import type { plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Handlers, requireAllUnits } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { type BusinessUnit, usualGarden } from "../domain/business-unit.ts";
import { toUnitMessage } from "../events/published.ts";
import type { CreateBusinessUnit } from "../usecases/create-business-unit.ts";
import type { EditBusinessUnit } from "../usecases/edit-business-unit.ts";
import type { PlansScope } from "../usecases/ports.ts";
import { type PlanParts, planMethods } from "./plan-methods.ts";
import { given, nextToken, pageOf } from "./reading.ts";
import { type StatusParts, statusMethods } from "./status-methods.ts";

type Service = Handlers<typeof plans.CatalogueServiceService>;
type UnitMethod = Extract<keyof Service, `${string}BusinessUnit${string}`>;

type UnitParts = {
  /** Reads outside a transaction. */
  readonly read: Transact<PlansScope>;
  readonly toRequest: ToWriteRequest;
  readonly createBusinessUnit: CreateBusinessUnit;
  readonly editBusinessUnit: EditBusinessUnit;
};

export function catalogueService(parts: UnitParts & PlanParts & StatusParts): Service {
  return { ...unitMethods(parts), ...planMethods(parts), ...statusMethods(parts) };
}

function unitMethods(parts: UnitParts): Pick<Service, UnitMethod> {
  const { read, toRequest } = parts;
  return {
    async createBusinessUnit(request, caller) {
      // It takes cities for itself, and he who sees only some units would not see it.
      requireAllUnits(caller);
      const { id: _id, version: _version, ...data } = toUnit(given(request.businessUnit, "/"));
      const named = toRequest("CreateBusinessUnit", request);
      return { businessUnit: toUnitMessage(await parts.createBusinessUnit(named, data)) };
    },
    async getBusinessUnit({ id }, caller) {
      const unit = await read(({ units }) => units.find(id, caller.units));
      return { businessUnit: toUnitMessage(unit) };
    },
    async listBusinessUnits(request, caller) {
      const page = pageOf(request);
      const found = await read(({ units }) => units.list(caller.units, page));
      return {
        businessUnits: found.map((unit) => toUnitMessage(unit)),
        nextPageToken: nextToken(found, page),
      };
    },
    async updateBusinessUnit(request, caller) {
      const unit = toUnit(given(request.businessUnit, "/"));
      const named = toRequest("UpdateBusinessUnit", request);
      const { fields } = request;
      const edited = await parts.editBusinessUnit.update(named, unit, fields, caller.units);
      return { businessUnit: toUnitMessage(edited) };
    },
    async deleteBusinessUnit(request, caller) {
      requireAllUnits(caller);
      const named = toRequest("DeleteBusinessUnit", request);
      await parts.editBusinessUnit.remove(named, request, caller.units);
      return {};
    },
  };
}

function toUnit({ deleted: _deleted, ...message }: plans.BusinessUnit): BusinessUnit {
  return {
    ...message,
    // The rule refuses any other word; the wire type is wider than the domain's.
    prorationBasis: message.prorationBasis as BusinessUnit["prorationBasis"],
    suspensionPolicy: message.suspensionPolicy as BusinessUnit["suspensionPolicy"],
    walledGardenName: message.walledGardenName || usualGarden,
  };
}
