import type { Transact, WriteRequest } from "@isp/db";
import { type CivilDate, type Clock } from "@isp/kernel";
import {
  checkPolicy,
  type DefaultPolicy,
  firstPolicy,
  policyOn,
} from "../domain/default-policy.ts";
import { expectVersion } from "../domain/errors.ts";
import { idempotently } from "./idempotent.ts";
import { ladderOfUnit } from "./ladder-of-unit.ts";
import type { Billing, Units } from "./ports.ts";
import { requireUnit } from "./require-unit.ts";

/** The policy of today, and those that are to come. */
export type UnitPolicies = {
  readonly policy: DefaultPolicy;
  readonly since: CivilDate | null;
  readonly coming: readonly DefaultPolicy[];
  /** Of the whole unit: what an edit names. */
  readonly version: bigint;
};

export type WriteDefaultPolicy = {
  readonly read: (businessUnitId: string, units: Units) => Promise<UnitPolicies>;
  readonly update: (
    request: WriteRequest,
    wanted: DefaultPolicy,
    about: { readonly fields: readonly string[]; readonly by: string },
    units: Units,
  ) => Promise<UnitPolicies>;
};

/** A change is a policy of its own from its day on; what counted before stays written down. */
export function writeDefaultPolicy(transact: Transact<Billing>, clock: Clock): WriteDefaultPolicy {
  const read = async (scope: Billing, businessUnitId: string, units: Units) => {
    await requireUnit(scope.lists, businessUnitId, units);
    const { policy, since, today } = await ladderOfUnit(scope, businessUnitId, clock);
    const all = await scope.defaultPolicies.of(businessUnitId);
    const coming = all.filter(({ fromOn }) => fromOn > today);
    return { policy, since, coming, version: versionOf(all) };
  };
  return {
    read: (businessUnitId, units) => transact((scope) => read(scope, businessUnitId, units)),
    update: (request, wanted, { fields, by }, units) =>
      idempotently(transact, clock, request, {
        id: wanted.businessUnitId,
        async first(scope, businessUnitId) {
          const all = await scope.defaultPolicies.lock(businessUnitId);
          const version = versionOf(all);
          await requireUnit(scope.lists, businessUnitId, units);
          expectVersion(wanted.version, version);
          const { today } = await ladderOfUnit(scope, businessUnitId, clock);
          const fromOn = wanted.fromOn === "" ? today : wanted.fromOn;
          const present = policyOn(all, fromOn) ?? firstPolicy(businessUnitId, today);
          const named = Object.fromEntries(
            Object.entries(wanted).filter(([field]) => fields.includes(field)),
          );
          const policy: DefaultPolicy = { ...present, ...named, fromOn, version: version + 1n };
          checkPolicy(policy, today);
          await scope.defaultPolicies.save(policy, by, clock.now());
          return read(scope, businessUnitId, units);
        },
        again: (scope, businessUnitId) => read(scope, businessUnitId, units),
      }),
  };
}

const versionOf = (all: readonly DefaultPolicy[]) =>
  all.reduce((latest, { version }) => (version > latest ? version : latest), 1n);
