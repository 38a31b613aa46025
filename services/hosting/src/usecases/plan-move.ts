import { DomainError, isGone } from "@isp/kernel";
import type { HostedItem } from "../domain/hosted-item.ts";
import type { Domain } from "../domain/domain.ts";
import { refuse } from "../domain/errors.ts";
import { checkOwnership } from "./check-ownership.ts";
import type { HungItem, ItemKind } from "./items/kind.ts";
import type { HostedSubscription, Hosting } from "./ports.ts";

/** What goes with a domain, of one kind, and how many the target has already. */
export type Going<Item extends HostedItem> = {
  readonly kind: ItemKind<Item>;
  readonly items: readonly Item[];
  readonly present: number;
};

/** What hangs under a domain, of one kind, locked together with what the target has. */
export async function goingUnder<Item extends HungItem>(
  scope: Hosting,
  kind: ItemKind<Item>,
  domain: Domain,
  target: HostedSubscription,
): Promise<Going<Item>> {
  const here = await kind.rows(scope).lockOfSubscription(domain.subscriptionId);
  const there = await kind.rows(scope).lockOfSubscription(target.id);
  const items = here.filter((item) => item.domainId === domain.id && !isGone(item));
  return { kind, items, present: there.filter((item) => !isGone(item)).length };
}

export type Conflict = { readonly code: string; readonly detail: string };

/** Why a domain cannot go there with all that hangs under it; none where it can (C99). */
export async function conflictsOf(
  scope: Hosting,
  domain: Domain,
  target: HostedSubscription,
  counts: Readonly<
    Record<"databases" | "ftpUsers", { readonly moving: number; readonly present: number }>
  >,
): Promise<readonly Conflict[]> {
  const there = await scope.domains.lockOfSubscription(target.id);
  const domains = { moving: 1, present: there.filter((held) => !isGone(held)).length };
  const rooms = [
    ["hosting.domain_limit", "domains", domains, target.plan.domains],
    ["hosting.database_limit", "databases", counts.databases, target.plan.databases],
    ["hosting.ftp_user_limit", "FTP users", counts.ftpUsers, target.plan.ftpUsers],
  ] as const;
  const full = rooms.flatMap(([code, what, { moving, present }, limit]) =>
    moving === 0 || moving + present <= limit
      ? []
      : [
          {
            code,
            detail: `${moving} more ${what} than the ${limit} of the plan, with ${present} there`,
          },
        ],
  );
  return [
    ...full,
    ...placeConflicts(domain, target),
    ...(await ownerConflicts(scope, domain, target)),
  ];
}

function placeConflicts(domain: Domain, target: HostedSubscription): readonly Conflict[] {
  const other = target.businessUnitId !== domain.businessUnitId;
  const ended = target.service === "released";
  return [
    ...(other
      ? [{ code: "hosting.other_unit", detail: "the plan is of another business unit" }]
      : []),
    ...(ended
      ? [{ code: "hosting.subscription_ended", detail: "the subscription has ended" }]
      : []),
  ];
}

async function ownerConflicts(
  { names }: Hosting,
  { name, customerId }: Domain,
  target: HostedSubscription,
): Promise<readonly Conflict[]> {
  if (target.customerId === customerId) return [];
  try {
    await checkOwnership(names, name, target.customerId);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [{ code: error.code, detail: error.message }];
  }
}

export function refuseConflicts(conflicts: readonly Conflict[]): void {
  const [first] = conflicts;
  if (first === undefined) return;
  throw refuse.move_conflict(conflicts.map(({ detail }) => detail).join("; "));
}
