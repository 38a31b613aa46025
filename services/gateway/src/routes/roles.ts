import * as z from "zod";
import type { Office } from "../access/office.ts";
import { permissions } from "../access/permissions.ts";
import { checkGrant, checkPermissions, type Role } from "../access/role.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { name, page, text } from "../http/schemas.ts";

const limits = z.strictObject({
  maxDiscountPercent: z.number().min(0).max(100).nullable().default(null),
  backDatingDays: z.int().min(0).max(3_650).nullable().default(null),
});
const noLimits = { maxDiscountPercent: null, backDatingDays: null };
const newRole = z.strictObject({
  name: name(80),
  permissions: z.array(text(64)).max(100),
  limits: limits.default(noLimits),
});
const edit = z.strictObject({
  name: name(80).optional(),
  permissions: z.array(text(64)).max(100).optional(),
  limits: limits.optional(),
});

const tagged = (role: Role) => ({ body: toJson(role), etag: role.version.toString() });

/** Roles: what their holders may do. Nobody makes a role that may do more than he may himself. */
export function roleRoutes({ roles, claimId }: Office): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/permissions",
      summary: "List everything that a role can allow",
      permission: "operators.read",
      status: 200,
      handle: () => Promise.resolve({ body: page(permissions, "") }),
    }),
    endpoint({
      method: "get",
      path: "/roles",
      summary: "List roles",
      permission: "operators.read",
      status: 200,
      handle: async () => ({ body: page((await roles.list()).map(toJson), "") }),
    }),
    endpoint({
      method: "get",
      path: "/roles/{id}",
      summary: "Read a role",
      permission: "operators.read",
      status: 200,
      handle: async ({ params }) => tagged(await roles.find(params["id"] ?? "")),
    }),
    endpoint({
      method: "post",
      path: "/roles",
      summary: "Make a role",
      permission: "operators.write",
      status: 201,
      body: newRole,
      async handle({ body, caller, requestId }) {
        checkPermissions(body.permissions);
        checkGrant(caller, body, []);
        const id = await claimId(requestId, "CreateRole", body);
        await roles.add({ ...body, id, version: 1n, key: "" });
        return tagged(await roles.find(id));
      },
    }),
    endpoint({
      method: "patch",
      path: "/roles/{id}",
      summary: "Change a role; whoever holds it may do so within seconds",
      permission: "operators.write",
      status: 200,
      body: edit,
      needsIfMatch: true,
      async handle({ params, body, caller, expectedVersion }) {
        const present = await roles.find(params["id"] ?? "");
        const changed = {
          ...present,
          name: body.name ?? present.name,
          permissions: body.permissions ?? present.permissions,
          limits: body.limits ?? present.limits,
        };
        checkPermissions(changed.permissions);
        checkGrant(caller, present, []);
        checkGrant(caller, changed, []);
        await roles.save(changed, expectedVersion);
        return tagged(await roles.find(present.id));
      },
    }),
    endpoint({
      method: "delete",
      path: "/roles/{id}",
      summary: "Remove a role that nobody holds",
      permission: "operators.write",
      status: 204,
      async handle({ params, caller }) {
        const id = params["id"] ?? "";
        checkGrant(caller, await roles.find(id), []);
        await roles.remove(id);
        return {};
      },
    }),
  ];
}
