import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId, type SecretBox } from "@isp/kernel";
import { expectVersion, refuse, refuseFields } from "../domain/errors.ts";
import { checkNas, coaPortOf, type Nas } from "../domain/network.ts";
import { nasSecretContext } from "../domain/secret-contexts.ts";
import type { Radius } from "./ports.ts";

type Scope = Pick<Radius, "network" | "sessions" | "requests">;
type GivenNas = Omit<Nas, "id" | "version" | "secret">;
/** Whether the caller sees the unit of a NAS's routing point; null where it has none. */
type Sees = (businessUnitId: string | null) => boolean;

type Removal = { readonly id: string; readonly expectedVersion: bigint };

export type WriteNas = {
  readonly create: (
    request: WriteRequest,
    nas: GivenNas,
    secret: string,
    sees: Sees,
  ) => Promise<Nas>;
  /** An empty secret keeps the one there is; `version` is the one that was read. */
  readonly update: (
    request: WriteRequest,
    nas: GivenNas & Pick<Nas, "id" | "version">,
    secret: string,
    sees: Sees,
  ) => Promise<Nas>;
  readonly remove: (request: WriteRequest, named: Removal, sees: Sees) => Promise<void>;
};

type Dependencies = {
  readonly transact: Transact<Scope>;
  /** An IPv4 or IPv6 address as datagrams have it, or null where the text is none. */
  readonly addressOf: (text: string) => string | null;
  readonly box: SecretBox;
  readonly clock: Clock;
};

/** Registers, changes and removes access servers. Replicas take them over within two seconds. */
export function writeNas({ transact, addressOf, box, clock }: Dependencies): WriteNas {
  const isAddress = (text: string): boolean => addressOf(text) !== null;
  const completed = <Given extends GivenNas>(given: Given): Given => ({
    ...given,
    address: addressOf(given.address) ?? given.address,
    coaPort: coaPortOf(given.coaPort),
  });
  const sealed = (secret: string, id: string): Buffer => box.seal(secret, nasSecretContext(id));
  return {
    async create(request, given, secret, sees) {
      const nas = completed(given);
      checkNas(nas, secret, isAddress);
      return transact(async (scope) => {
        const now = clock.now();
        const { resultId, done } = await scope.requests.claim(request, newId(now), now);
        if (done) return existing(scope, resultId, sees);
        requireProxyRight(nas, sees);
        await requireRoutingPoint(scope, nas.routingPointId, sees);
        const created = { ...nas, id: resultId, version: 1n, secret: sealed(secret, resultId) };
        await scope.network.addNas(created);
        await scope.requests.finish(request, now);
        return created;
      });
    },
    async update(request, given, secret, sees) {
      const nas = completed(given);
      checkNas(nas, secret === "" ? undefined : secret, isAddress);
      return transact(async (scope) => {
        const { done } = await scope.requests.claim(request, nas.id, clock.now());
        const known = await existing(scope, nas.id, sees);
        if (done) return known;
        if (known.version !== nas.version)
          throw refuse.changed_meanwhile("Somebody changed the NAS meanwhile.");
        for (const each of [known, nas]) requireProxyRight(each, sees);
        await requireRoutingPoint(scope, nas.routingPointId, sees);
        const changed = {
          ...nas,
          version: known.version + 1n,
          secret: secret === "" ? known.secret : sealed(secret, nas.id),
        };
        await scope.network.saveNas(changed);
        await scope.requests.finish(request, clock.now());
        return changed;
      });
    },
    remove: (request, named, sees) =>
      transact((scope) => remove(scope, { ...named, request, sees, now: clock.now() })),
  };
}

async function remove(
  scope: Scope,
  {
    request,
    id,
    expectedVersion,
    sees,
    now,
  }: Removal & {
    readonly request: WriteRequest;
    readonly sees: Sees;
    readonly now: Date;
  },
): Promise<void> {
  const { done } = await scope.requests.claim(request, id, now);
  if (done) return;
  const nas = await existing(scope, id, sees);
  expectVersion(expectedVersion, nas.version);
  const open = await scope.sessions.countOpenOfNas(id);
  if (open > 0)
    throw refuse.nas_in_use(`${open} sessions are open on this NAS.`, {
      details: { sessions: String(open) },
    });
  await scope.network.removeNas(id);
  await scope.requests.finish(request, now);
}

/** A proxy is believed to speak for the access servers of every unit. */
function requireProxyRight({ proxy }: Pick<Nas, "proxy">, sees: Sees): void {
  if (!proxy || sees(null)) return;
  refuseFields([{ pointer: "/proxy", detail: "is set by those who see every business unit" }]);
}

async function requireRoutingPoint(
  { network }: Scope,
  id: string | null,
  sees: Sees,
): Promise<void> {
  const point = id === null ? null : await network.lockRoutingPoint(id);
  if (id === null ? sees(null) : point !== null && sees(point.businessUnitId)) return;
  const detail = id === null ? "must be one of yours" : "does not exist";
  throw refuse.field_invalid("There is no such routing point.", {
    fields: [{ pointer: "/routingPointId", detail }],
  });
}

async function existing({ network }: Scope, id: string, sees: Sees): Promise<Nas> {
  const nas = await network.lockNas(id);
  if (nas === null || !(await isSeen(network, nas, sees)))
    throw refuse.nas_not_found(`There is no NAS ${id}.`);
  return nas;
}

/** A NAS stands in the unit of its routing point. */
export async function isSeen(
  network: Pick<Scope["network"], "findRoutingPoint">,
  { routingPointId }: Pick<Nas, "routingPointId">,
  sees: Sees,
): Promise<boolean> {
  if (routingPointId === null) return sees(null);
  const point = await network.findRoutingPoint(routingPointId);
  return sees(point?.businessUnitId ?? null);
}
