import type { Role } from "./staff.ts";

export type RoleForm = {
  readonly name: string;
  readonly permissions: readonly string[];
  readonly maxDiscountPercent?: number | null;
  readonly backDatingDays?: number | null;
};

/** A role as the form shows it: an empty limit is none. */
export function toRoleForm({ name, permissions, limits }: Role): RoleForm {
  return { name, permissions, ...limits };
}

/** A role as the API takes it. */
export function toRole(values: RoleForm): object {
  const { name, permissions, maxDiscountPercent, backDatingDays } = values;
  return {
    name,
    permissions,
    limits: {
      maxDiscountPercent: maxDiscountPercent ?? null,
      backDatingDays: backDatingDays ?? null,
    },
  };
}

export type PermissionGroup = { readonly area: string; readonly permissions: readonly string[] };

/** Permissions under the area that their first word names, in the API's order. */
export function groupsOf(permissions: readonly string[]): PermissionGroup[] {
  const areas = [...new Set(permissions.map(areaOf))];
  return areas.map((area) => ({
    area,
    permissions: permissions.filter((permission) => areaOf(permission) === area),
  }));
}

function areaOf(permission: string): string {
  return permission.split(".")[0] ?? permission;
}
