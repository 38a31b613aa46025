import { isLoginName } from "@isp/kernel";
import type { Caller } from "@isp/rpc";
import * as z from "zod";
import type { Office } from "../access/office.ts";
import { checkGrant } from "../access/role.ts";
import type { StaffMember } from "../access/staff.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { refuse } from "../http/errors.ts";
import { toJson } from "../http/json.ts";
import { id, name, page, password } from "../http/schemas.ts";
import { passwordThrottle } from "../http/throttle.ts";

const units = z.union([z.literal("*").transform(() => "all" as const), z.array(id).max(200)]);
const username = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .refine(isLoginName, "must be a name of letters, digits, dots and dashes");
const newOperator = z.strictObject({ username, name: name(120), password, roleId: id, units });
const edit = z.strictObject({
  name: name(120).optional(),
  roleId: id.optional(),
  units: units.optional(),
  disabled: z.boolean().optional(),
});

function view({ disabledAt, units: seen, ...member }: StaffMember) {
  return {
    ...(toJson(member) as object),
    units: seen === "all" ? "*" : seen,
    disabledAt: disabledAt?.toISOString() ?? null,
  };
}

const tagged = (member: StaffMember) => ({ body: view(member), etag: member.version.toString() });

/** Operators: who works here. Nobody touches one who may do more than he may himself. */
export function operatorRoutes(office: Office): Endpoint[] {
  const { staff, roles, claimId } = office;
  const attempts = passwordThrottle();
  const mayTouch = async (caller: Caller, member: Pick<StaffMember, "roleId" | "units">) =>
    checkGrant(caller, await roles.find(member.roleId), member.units);
  return [
    endpoint({
      method: "get",
      path: "/operators",
      summary: "List operators",
      permission: "operators.read",
      status: 200,
      handle: async () => ({ body: page((await staff.list()).map(view), "") }),
    }),
    endpoint({
      method: "get",
      path: "/operators/{id}",
      summary: "Read an operator",
      permission: "operators.read",
      status: 200,
      handle: async ({ params }) => tagged(await staff.find(params["id"] ?? "")),
    }),
    endpoint({
      method: "post",
      path: "/operators",
      summary: "Register an operator with his role and his business units",
      permission: "operators.write",
      status: 201,
      body: newOperator,
      secrets: ["password"],
      async handle({ body, caller, requestId }) {
        const { password: secret, ...member } = body;
        await mayTouch(caller, member);
        const memberId = await claimId(requestId, "CreateOperator", member);
        await staff.add({ ...member, id: memberId }, secret);
        return tagged(await staff.find(memberId));
      },
    }),
    endpoint({
      method: "patch",
      path: "/operators/{id}",
      summary: "Change an operator's name, role or units, or disable him",
      permission: "operators.write",
      status: 200,
      body: edit,
      needsIfMatch: true,
      async handle({ params, body, caller, expectedVersion }) {
        const present = await staff.find(params["id"] ?? "");
        const changed = edited(present, body, office.clock.now());
        await mayTouch(caller, present);
        await mayTouch(caller, changed);
        await staff.save(changed, expectedVersion);
        return tagged(await staff.find(present.id));
      },
    }),
    endpoint({
      method: "put",
      path: "/operators/{id}/password",
      summary: "Give an operator a new password; he is signed out everywhere",
      permission: "operators.write",
      status: 204,
      body: z.strictObject({ password }),
      secrets: ["password"],
      async handle({ params, body, caller }) {
        const member = await staff.find(params["id"] ?? "");
        await mayTouch(caller, member);
        await staff.setPassword(member.id, body.password);
        return {};
      },
    }),
    endpoint({
      method: "put",
      path: "/session/password",
      summary: "Change one's own password; every session ends",
      permission: null,
      status: 204,
      body: z.strictObject({ password, newPassword: password }),
      secrets: ["password", "newPassword"],
      async handle({ body, caller }) {
        await attempts.attempt(caller.operatorId);
        const { username: own } = await staff.find(caller.operatorId);
        const proven = await office.operators.authenticate(own, body.password);
        if (proven === null) throw refuse.credentials_wrong("The present password is another one.");
        await attempts.forget(caller.operatorId);
        await staff.setPassword(caller.operatorId, body.newPassword);
        return {};
      },
    }),
  ];
}

function edited(present: StaffMember, body: z.output<typeof edit>, now: Date): StaffMember {
  const disabledAt = body.disabled === true ? (present.disabledAt ?? now) : null;
  return {
    ...present,
    name: body.name ?? present.name,
    roleId: body.roleId ?? present.roleId,
    units: body.units ?? present.units,
    disabledAt: body.disabled === undefined ? present.disabledAt : disabledAt,
  };
}
