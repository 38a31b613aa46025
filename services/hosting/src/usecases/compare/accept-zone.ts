import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, isGone } from "@isp/kernel";
import { acceptedSince } from "../../domain/accepted-sets.ts";
import type { Domain } from "../../domain/domain.ts";
import { refuse } from "../../domain/errors.ts";
import { pendingReason } from "../../domain/hosted-item.ts";
import { type RecordSet, sameSets } from "../../domain/zone-sets.ts";
import { dnsAccepted, dnsCopy, type DomainZone } from "../drive/domain-zone.ts";
import { domainKind } from "../items/domains.ts";
import { wantAnew } from "../items/want-anew.ts";
import type { Hosting, Units } from "../ports.ts";

export type AcceptZone = (request: WriteRequest, id: string, units: Units) => Promise<Domain>;

type Dependencies = {
  readonly transact: Transact<Hosting>;
  readonly look: Transact<Hosting>;
  readonly clock: Clock;
  /** Absent where no DNS server is configured. */
  readonly zone: DomainZone | undefined;
};

/** So much is kept of a zone; more is somebody's other DNS server. */
const longest = 200;

/**
 * Keeps what was changed by hand in a domain's zone: its records are wanted so from now on, until something
 * else is planned for the same name and type.
 */
export function acceptZone({ transact, look, clock, zone }: Dependencies): AcceptZone {
  return async (request, id, units) => {
    const domain = await look(({ domains }) => domains.find(id, units));
    const there = await zone?.read(domain);
    const planned = (await zone?.wanted(domain)) ?? null;
    return transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, id, now);
      const known = await scope.domains.lock(id, units);
      if (done) return known;
      if (isGone(known)) throw refuse.domain_not_found(`There is no domain ${id}.`);
      if (known.version !== domain.version)
        throw refuse.changed_meanwhile("Somebody changed the domain meanwhile.");
      const found = (there ?? []).filter(({ records }) => records.length > 0);
      if (planned === null || found.length === 0 || sameSets(planned.wanted, found))
        throw refuse.nothing_to_accept("The zone is as it is wanted.");
      const kept = await scope.copies.find(id, dnsCopy);
      const last = kept === null ? planned.planned : (JSON.parse(kept) as readonly RecordSet[]);
      const before = planned.accepted;
      const accepted = acceptedSince({ planned: planned.planned, last, before }, found);
      if (accepted.length > longest)
        throw refuse.nothing_to_accept(`More than ${longest} records are otherwise.`);
      await scope.copies.keep(id, dnsAccepted, JSON.stringify(accepted), now);
      await scope.copies.keep(id, dnsCopy, JSON.stringify(found), now);
      const next = wantAnew(known, now, pendingReason(known, true));
      await scope.domains.save(next);
      await domainKind(true).say(scope, "changed", next, "");
      await scope.requests.finish(request, now);
      return next;
    });
  };
}
