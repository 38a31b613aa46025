import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import {
  type ContractTemplate,
  checkContractTemplate,
  type NewContractTemplate,
} from "../domain/contract-template.ts";
import { expectVersion, refuseUsed, withFields } from "../domain/edit.ts";
import { fieldCheck } from "../domain/errors.ts";
import { idempotently } from "./idempotent.ts";
import type { Templates } from "./contract-ports.ts";
import type { PlansScope, Units } from "./ports.ts";

export type WriteContractTemplates = {
  readonly create: (
    request: WriteRequest,
    template: NewContractTemplate,
    units: Units,
  ) => Promise<ContractTemplate>;
  readonly update: (
    request: WriteRequest,
    template: ContractTemplate,
    fields: readonly string[],
    units: Units,
  ) => Promise<ContractTemplate>;
  readonly remove: (
    request: WriteRequest,
    named: { readonly id: string; readonly expectedVersion: bigint },
    units: Units,
  ) => Promise<void>;
};

type Dependencies = {
  readonly transact: Transact<PlansScope>;
  readonly clock: Clock;
  readonly templates: Templates;
};

const editable = ["name", "body", "archived"];

/** Contract templates are tried with sample data before they are kept (C40). */
export function writeContractTemplates(deps: Dependencies): WriteContractTemplates {
  const { transact, clock, templates } = deps;
  return {
    create(request, wanted, visible) {
      checkContractTemplate(wanted);
      templates.check(wanted.body);
      checkUnit(wanted, visible);
      return idempotently(transact, clock, request, {
        id: newId(clock.now()),
        async first({ contracts, units }, id) {
          const template = { ...wanted, id, version: 1n };
          if (wanted.businessUnitId !== "") await units.find(wanted.businessUnitId, visible);
          await contracts.addTemplate(template);
          return template;
        },
        again: ({ contracts }, id) => contracts.findTemplate(id, visible),
      });
    },
    update(request, wanted, fields, visible) {
      const named = fields.filter((field) => editable.includes(field));
      if (named.includes("body")) templates.check(wanted.body);
      return idempotently(transact, clock, request, {
        id: wanted.id,
        async first({ contracts }, id) {
          const present = await contracts.lockTemplate(id, visible);
          expectVersion(wanted.version, present.version);
          checkUnit(present, visible);
          const template = { ...withFields(present, wanted, named), version: present.version + 1n };
          checkContractTemplate(template);
          await contracts.saveTemplate(template);
          return template;
        },
        again: ({ contracts }, id) => contracts.findTemplate(id, visible),
      });
    },
    remove: (request, { id, expectedVersion }, visible) =>
      idempotently(transact, clock, request, {
        id,
        async first({ contracts }) {
          const present = await contracts.lockTemplate(id, visible);
          expectVersion(expectedVersion, present.version);
          checkUnit(present, visible);
          refuseUsed(present.name, { subscriptions: await contracts.countNaming(id) });
          await contracts.removeTemplate(id);
        },
        again: () => Promise.resolve(),
      }),
  };
}

/** What serves every unit is changed by those who see every unit. */
function checkUnit({ businessUnitId }: NewContractTemplate, units: Units): void {
  const check = fieldCheck();
  check.require(
    units === "all" || units.includes(businessUnitId),
    "/businessUnitId",
    "must be one of your business units",
  );
  check.done();
}
