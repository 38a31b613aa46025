import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, civilDateIn } from "@isp/kernel";
import {
  type Contract,
  type ContractTerms,
  checkContract,
  contractOf,
  plainContract,
} from "../domain/contract.ts";
import { withFields } from "../domain/edit.ts";
import { fieldCheck } from "../domain/errors.ts";
import { checkInstallationAddress } from "../domain/sale-check.ts";
import type { Subscription } from "../domain/subscription.ts";
import { checkTemplate } from "./check-template.ts";
import { editTab } from "./edit-tab.ts";
import type { Actor, PlansScope } from "./ports.ts";

export type ContractEdit = {
  readonly id: string;
  readonly expectedVersion: bigint;
  readonly fields: readonly string[];
  readonly contract: ContractTerms;
  readonly installationAddress: string;
};

export type UpdateSubscriptionContract = (
  request: WriteRequest,
  edit: ContractEdit,
  actor: Actor,
) => Promise<Subscription>;

const editable = Object.keys(plainContract);

/** The administrative edit of the contract tab (C40). A text that was accepted stays what it was. */
export function updateSubscriptionContract(
  transact: Transact<PlansScope>,
  clock: Clock,
): UpdateSubscriptionContract {
  return (request, { id, expectedVersion, fields, ...wanted }, actor) => {
    const decide = async (present: Subscription, scope: PlansScope): Promise<Subscription> => {
      const { contract, installationAddress } = wanted;
      const named = fields.filter((field) => editable.includes(field));
      const { businessUnitId } = present;
      const presentId = present.contract?.templateId ?? "";
      const about = { businessUnitId, presentId, pointer: "/templateId" };
      await checkTemplate(scope, named.includes("templateId") ? contract.templateId : "", about);
      if (named.includes("templateId")) {
        await scope.references.hold({ templateId: contract.templateId });
      }
      const moves = fields.includes("installationAddress");
      checkAddress(moves ? installationAddress : "");
      const { timeZone } = await scope.units.find(businessUnitId, "all");
      return {
        ...present,
        contract: edited(present, contract, named, timeZone),
        installationAddress: moves ? installationAddress : present.installationAddress,
      };
    };
    const edit = { id, expectedVersion, actor, decide, tab: "contract" } as const;
    return editTab(transact, clock, request, edit);
  };
}

function checkAddress(text: string): void {
  const check = fieldCheck();
  checkInstallationAddress(text, check);
  check.done();
}

function edited(
  present: Subscription,
  wanted: ContractTerms,
  named: readonly string[],
  timeZone: string,
): Contract {
  const { startOn, registeredAt } = present;
  // It was sold before contracts were kept: the day of the sale is the day it was registered.
  const soldOn = civilDateIn(timeZone, registeredAt);
  const known: ContractTerms = present.contract ?? plainContract;
  const terms = withFields(known, wanted, named);
  const check = fieldCheck();
  checkContract(terms, check, "");
  check.done();
  return contractOf(terms, { soldOn, startOn });
}
