import type { Transact, WriteRequest } from "@isp/db";
import {
  type Clock,
  type Failpoints,
  generatePassword,
  isGone,
  isServiceState,
  moveItem,
  newId,
  type ServiceState,
} from "@isp/kernel";
import type { Domain } from "../domain/domain.ts";
import { refuse } from "../domain/errors.ts";
import { type HostedItem, pendingReason } from "../domain/hosted-item.ts";
import type { ItemKind } from "./items/kind.ts";
import {
  type Conflict,
  conflictsOf,
  type Going,
  goingUnder,
  refuseConflicts,
} from "./plan-move.ts";
import type {
  DomainMail,
  HostedSubscription,
  Hosting,
  MailMove,
  ReadSubscription,
  Units,
} from "./ports.ts";
import type { HostedKinds } from "./items/kinds.ts";

/** A password that is new because its owner is, told once (D19). */
export type NewSecret = { readonly kind: string; readonly name: string; readonly password: string };

/** What would go along, and what stands against it. */
export type MovePreview = {
  readonly items: readonly { readonly id: string; readonly kind: string; readonly name: string }[];
  readonly hasNewPasswords: boolean;
  readonly conflicts: readonly Conflict[];
};

type Asked = {
  readonly id: string;
  readonly subscriptionId: string;
  /** To another customer mailboxes go with their mail; else empty. */
  readonly mailContent: boolean;
};

export type MoveDomain = {
  readonly preview: (asked: Asked, units: Units) => Promise<MovePreview>;
  readonly move: (
    request: WriteRequest,
    asked: Asked,
    units: Units,
  ) => Promise<{ readonly domain: Domain; readonly secrets: readonly NewSecret[] }>;
};

type Dependencies = {
  readonly transact: Transact<Hosting>;
  readonly clock: Clock;
  readonly readSubscription: ReadSubscription;
  readonly kinds: HostedKinds;
  readonly mail: DomainMail;
  readonly failpoint: Failpoints;
};

/**
 * Hangs a domain with all that is under it under another subscription: the whole of it, or nothing (C99). What
 * is decided is decided in one transaction here; mailboxes were made ready before, and follow its fact.
 */
export function moveDomain(dependencies: Dependencies): MoveDomain {
  const { transact, clock, readSubscription, mail, failpoint } = dependencies;
  const targetOf = async (subscriptionId: string, units: Units) => {
    const target = await readSubscription(subscriptionId);
    if (units === "all" || units.includes(target.businessUnitId)) return target;
    throw refuse.subscription_not_found(`There is no subscription ${subscriptionId}.`);
  };
  return {
    async preview(asked, units) {
      const { id, subscriptionId } = asked;
      const target = await targetOf(subscriptionId, units);
      const known = await transact(({ domains }) => domains.find(id, units));
      const boxes = await mail.preview(mailMove(known, asked, ""));
      return transact(async (scope) => {
        const domain = await lockedDomain(scope, id, target, units);
        const { all, conflicts } = await plannedMove(scope, dependencies.kinds, domain, target);
        const named = all.flatMap(({ kind, items }) =>
          items.map((item) => ({ id: item.id, kind: kind.kind, name: item.name })),
        );
        const hasNewPasswords = target.customerId !== domain.customerId;
        return {
          items: [...named, ...boxes.items],
          hasNewPasswords,
          conflicts: [...conflicts, ...boxes.conflicts],
        };
      });
    },
    async move(request, asked, units) {
      const { id, subscriptionId } = asked;
      const target = await targetOf(subscriptionId, units);
      const known = await transact(({ domains }) => domains.find(id, units));
      const preparationId = newId(clock.now());
      // Moved already, by this request or another: there is nothing to make ready.
      const isThere = known.subscriptionId === subscriptionId;
      const boxes = isThere ? nothing : await mail.prepare(mailMove(known, asked, preparationId));
      failpoint("hosting.mail_prepared");
      const moved = await transact(async (scope) => {
        const now = clock.now();
        const { done } = await scope.requests.claim(request, id, now);
        if (done) return { domain: await scope.domains.find(id, units), secrets: [] };
        const domain = await lockedDomain(scope, id, target, units);
        const { all, conflicts } = await plannedMove(scope, dependencies.kinds, domain, target);
        refuseConflicts([...conflicts, ...boxes.conflicts]);
        if (domain.version !== known.version)
          throw refuse.changed_meanwhile("Somebody changed the domain meanwhile.");
        const service = await serviceOf(scope, target);
        const isOther = target.customerId !== domain.customerId;
        const about = { target, service, now, isOther, preparationId };
        const secrets: NewSecret[] = [];
        for (const { kind, items } of all)
          for (const item of items) secrets.push(...(await moveOne(scope, kind, item, about)));
        await scope.requests.finish(request, now);
        secrets.push(...boxes.secrets);
        return { domain: await scope.domains.find(id, "all"), secrets };
      });
      failpoint("hosting.domain_moved");
      return moved;
    },
  };
}

const nothing = { secrets: [], conflicts: [] };

function mailMove(
  domain: Domain,
  { mailContent, subscriptionId }: Asked,
  preparationId: string,
): MailMove {
  const { id: domainId, name, version: domainVersion } = domain;
  return {
    domainId,
    name,
    domainVersion,
    fromSubscriptionId: domain.subscriptionId,
    toSubscriptionId: subscriptionId,
    withContent: mailContent,
    preparationId,
  };
}

async function lockedDomain(
  scope: Hosting,
  id: string,
  target: HostedSubscription,
  units: Units,
): Promise<Domain> {
  const domain = await scope.domains.lock(id, units);
  if (isGone(domain)) throw refuse.domain_not_found(`There is no domain ${id}.`);
  if (domain.subscriptionId !== target.id) return domain;
  throw refuse.move_conflict("The domain is under this subscription already.");
}

type AnyGoing = Going<HostedItem>;

async function plannedMove(
  scope: Hosting,
  kinds: HostedKinds,
  domain: Domain,
  target: HostedSubscription,
): Promise<{ readonly all: readonly AnyGoing[]; readonly conflicts: readonly Conflict[] }> {
  const databases = await goingUnder(scope, kinds.database, domain, target);
  const ftpUsers = await goingUnder(scope, kinds.ftpUser, domain, target);
  const hosts = await goingUnder(scope, kinds.host, domain, target);
  const counted = ({ items, present }: Pick<AnyGoing, "items" | "present">) => ({
    moving: items.length,
    present,
  });
  const conflicts = await conflictsOf(scope, domain, target, {
    databases: counted(databases),
    ftpUsers: counted(ftpUsers),
  });
  const itself = { kind: kinds.domain, items: [domain], present: 0 };
  return { all: [itself, databases, ftpUsers, hosts] as unknown as AnyGoing[], conflicts };
}

type About = {
  readonly target: HostedSubscription;
  readonly service: ServiceState;
  readonly now: Date;
  readonly isOther: boolean;
  readonly preparationId: string;
};

async function moveOne(
  scope: Hosting,
  kind: ItemKind<HostedItem>,
  item: HostedItem,
  { target, service, now, isOther, preparationId }: About,
): Promise<readonly NewSecret[]> {
  const { id: subscriptionId, customerId, businessUnitId } = target;
  const reason = pendingReason(item, kind.isDriven);
  const place = { subscriptionId, customerId, businessUnitId };
  const moved = moveItem(item, place, service, { now, pendingReason: reason });
  const isNew = isOther && kind.withPassword !== undefined;
  const password = generatePassword();
  const next = isNew ? ((await kind.withPassword?.(moved, password)) ?? moved) : moved;
  await kind.rows(scope).save(next);
  if (kind.sayMoved) await kind.sayMoved(scope, next, preparationId);
  else await kind.say(scope, "moved", next, "");
  return isNew ? [{ kind: kind.kind, name: item.name, password }] : [];
}

async function serviceOf(
  { services }: Hosting,
  { id, service: told }: HostedSubscription,
): Promise<ServiceState> {
  const service = (await services.lock(id)) ?? told;
  if (isServiceState(service) && service !== "released") return service;
  throw refuse.subscription_ended("The subscription has ended; nothing new hangs under it.");
}
