import { allows, everything, permissions } from "./permissions.ts";
import { refuse } from "../http/errors.ts";

/** What an operator may do at most, where a permission alone would be too wide; null is no limit. */
export type Limits = {
  readonly maxDiscountPercent: number | null;
  readonly backDatingDays: number | null;
};

/** A job in the provider: what its holders may do. Where they may do it, their units say. */
export type Role = {
  readonly id: string;
  readonly version: bigint;
  /** The word of a role that Torre brings along; empty for the provider's own. */
  readonly key: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly limits: Limits;
};

/** Who grants: nobody gives what he does not have. */
export type Granter = {
  readonly permissions: ReadonlySet<string>;
  readonly limits: Limits;
  readonly units: readonly string[] | "all";
};

const limitNames = ["maxDiscountPercent", "backDatingDays"] as const;

/** Null is no limit. */
function isWider(asked: number | null, held: number | null): boolean {
  return held !== null && (asked === null || asked > held);
}

export function checkPermissions(asked: readonly string[]): void {
  const known = new Set<string>([everything, ...permissions]);
  const fields = asked.flatMap((permission, index) =>
    known.has(permission)
      ? []
      : [{ pointer: `/permissions/${index}`, detail: "is not a permission" }],
  );
  if (fields.length > 0) throw refuse.invalid("There is no such permission.", { fields });
}

/** Refuses to hand out, or to take from somebody, what the granter does not have himself. */
export function checkGrant(
  granter: Granter,
  role: Pick<Role, "permissions" | "limits">,
  units: Granter["units"],
): void {
  const held = [...granter.permissions];
  const beyond = role.permissions.find((permission) => !allows(held, permission));
  if (beyond !== undefined) {
    throw refuse.grant_too_wide(`You do not hold ${beyond} yourself.`, {
      details: { permission: beyond },
    });
  }
  const wider = limitNames.find((name) => isWider(role.limits[name], granter.limits[name]));
  if (wider !== undefined) {
    throw refuse.grant_too_wide("Your own role is limited more than that.", {
      details: { limit: wider },
    });
  }
  if (granter.units === "all") return;
  const own = new Set(granter.units);
  if (units === "all" || units.some((unit) => !own.has(unit))) {
    throw refuse.grant_too_wide("You do not work in all of these business units yourself.");
  }
}
