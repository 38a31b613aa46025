import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { expectVersion, refuse } from "../domain/errors.ts";
import { checkPolicy, type UnitPolicy } from "../domain/unit-policy.ts";
import type { Mail, Units } from "./ports.ts";

export type WriteUnitPolicy = (
  request: WriteRequest,
  wanted: UnitPolicy,
  units: Units,
) => Promise<UnitPolicy>;

export type ReadUnitPolicy = (businessUnitId: string, units: Units) => Promise<UnitPolicy>;

export function readUnitPolicy(look: Transact<Mail>): ReadUnitPolicy {
  return (businessUnitId, units) => {
    requireUnit(businessUnitId, units);
    return look(({ policies }) => policies.of(businessUnitId));
  };
}

/** Says what a unit's suspended mailboxes do; the servers go by it from the commit on. */
export function writeUnitPolicy(transact: Transact<Mail>, clock: Clock): WriteUnitPolicy {
  return async (request, wanted, units) => {
    requireUnit(wanted.businessUnitId, units);
    checkPolicy(wanted);
    return transact(async ({ policies, requests }) => {
      const now = clock.now();
      const { done } = await requests.claim(request, wanted.businessUnitId, now);
      const present = await policies.lock(wanted.businessUnitId);
      if (done) return present;
      expectVersion(wanted.version, present.version);
      const next = { ...wanted, version: present.version + 1n };
      await policies.save(next);
      await requests.finish(request, now);
      return next;
    });
  };
}

function requireUnit(businessUnitId: string, units: Units): void {
  if (units === "all" || units.includes(businessUnitId)) return;
  throw refuse.unit_not_found(`There is no business unit ${businessUnitId}.`);
}
