import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import {
  type Contract,
  type ContractTerms,
  checkContract,
  contractOf,
  plainContract,
} from "../domain/contract.ts";
import { withFields } from "../domain/edit.ts";
import { fieldCheck } from "../domain/errors.ts";
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
      const moves = fields.includes("installationAddress");
      return {
        ...present,
        contract: edited(present, contract, named),
        installationAddress: moves ? installationAddress : present.installationAddress,
      };
    };
    const edit = { id, expectedVersion, actor, decide, tab: "contract" } as const;
    return editTab(transact, clock, request, edit);
  };
}

function edited(present: Subscription, wanted: ContractTerms, named: readonly string[]): Contract {
  const { startOn, registeredAt } = present;
  // It was sold before contracts were kept: the day of the sale is the day it was registered.
  const soldOn = registeredAt.toISOString().slice(0, 10);
  const known: ContractTerms = present.contract ?? plainContract;
  const terms = withFields(known, wanted, named);
  const check = fieldCheck();
  checkContract(terms, check, "");
  check.done();
  return contractOf(terms, { soldOn, startOn });
}
