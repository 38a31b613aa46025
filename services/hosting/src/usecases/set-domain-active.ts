import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, isGone } from "@isp/kernel";
import type { Domain } from "../domain/domain.ts";
import { refuse } from "../domain/errors.ts";
import { pendingReason } from "../domain/hosted-item.ts";
import { domainKind } from "./items/domains.ts";
import { wantAnew } from "./items/want-anew.ts";
import type { Hosting, Units } from "./ports.ts";

export type SetDomainActive = (
  request: WriteRequest,
  wanted: { readonly id: string; readonly active: boolean },
  units: Units,
) => Promise<Domain>;

/** Takes a site out of service, or puts it back (C95). During a suspension it is what comes after it. */
export function setDomainActive(
  transact: Transact<Hosting>,
  clock: Clock,
  isDriven: boolean,
): SetDomainActive {
  const kind = domainKind(isDriven);
  return (request, { id, active }, units) =>
    transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, id, now);
      const known = await scope.domains.lock(id, units);
      if (done) return known;
      if (isGone(known)) throw refuse.domain_not_found(`There is no domain ${id}.`);
      const state = active ? ("on" as const) : ("off" as const);
      const isAsleep = known.wanted.state === "suspended";
      const isSo = (isAsleep ? known.resumeState : known.wanted.state) === state;
      const change = isAsleep ? { resumeState: state } : { state: state };
      const next = isSo ? known : wantAnew(known, now, pendingReason(known, isDriven), change);
      if (next !== known) {
        await scope.domains.save(next);
        await kind.say(scope, "changed", next, "");
      }
      await scope.requests.finish(request, now);
      return next;
    });
}
