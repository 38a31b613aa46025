import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, civilDateIn, isCivilDate } from "@isp/kernel";
import { fieldCheck, refuse } from "../domain/errors.ts";
import { idempotently } from "./idempotent.ts";
import type { Templates } from "./contract-ports.ts";
import type { Actor, PlansScope } from "./ports.ts";
import { readContract, type StandingContract } from "./read-contract.ts";

export type AcceptContract = (
  request: WriteRequest,
  act: { readonly subscriptionId: string; readonly acceptedOn: string },
  actor: Actor,
) => Promise<StandingContract>;

type Dependencies = {
  readonly transact: Transact<PlansScope>;
  readonly clock: Clock;
  readonly templates: Templates;
};

/** Keeps the text that the customer accepted: later edits of template or data do not reach it. */
export function acceptContract(deps: Dependencies): AcceptContract {
  const { transact, clock } = deps;
  return (request, { subscriptionId, acceptedOn }, actor) =>
    idempotently(transact, clock, request, {
      id: subscriptionId,
      async first(scope, id) {
        const subscription = await scope.subscriptions.lock(id, actor.units);
        const standing = await readContract(scope, subscription, deps);
        if (standing.accepted !== null)
          throw refuse.contract_accepted(`Contract ${subscription.number} was accepted already.`, {
            details: { acceptedOn: standing.accepted.acceptedOn },
          });
        const { timeZone } = await scope.units.find(subscription.businessUnitId, "all");
        const now = clock.now();
        const on = dayOf(acceptedOn, civilDateIn(timeZone, now));
        const { number: _number, accepted: _accepted, ...kept } = standing;
        const accepted = { ...kept, acceptedOn: on, acceptedBy: actor.name, recordedAt: now };
        await scope.contracts.accept(accepted);
        return { ...standing, accepted };
      },
      async again(scope, id) {
        return readContract(scope, await scope.subscriptions.find(id, actor.units), deps);
      },
    });
}

function dayOf(acceptedOn: string, today: string): string {
  if (acceptedOn === "") return today;
  const check = fieldCheck();
  check.require(isCivilDate(acceptedOn), "/acceptedOn", "must be a date");
  check.require(acceptedOn <= today, "/acceptedOn", "lies ahead");
  check.done();
  return acceptedOn;
}
