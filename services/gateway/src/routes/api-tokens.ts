import * as z from "zod";
import type { Office } from "../access/office.ts";
import { checkGrant } from "../access/role.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { name, page } from "../http/schemas.ts";

const newToken = z.strictObject({
  name: name(80),
  expiresAt: z.iso
    .datetime({ offset: true })
    .transform((value) => new Date(value))
    .nullish()
    .transform((value) => value ?? null),
});

/** Tokens of scripts: each belongs to an operator and may do what he may. */
export function apiTokenRoutes({ staff, roles, claimId, clock }: Office): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/operators/{id}/api-tokens",
      summary: "List an operator's API tokens, without the tokens themselves",
      permission: "operators.read",
      status: 200,
      async handle({ params }) {
        const { id } = await staff.find(params["id"] ?? "");
        return { body: page((await staff.tokens(id)).map(toJson), "") };
      },
    }),
    endpoint({
      method: "post",
      path: "/operators/{id}/api-tokens",
      summary: "Make an API token; it is shown in this answer and never again",
      permission: "operators.write",
      status: 201,
      body: newToken,
      async handle({ params, body, caller, requestId }) {
        const member = await staff.find(params["id"] ?? "");
        checkGrant(caller, await roles.find(member.roleId), member.units);
        const id = await claimId(requestId, "CreateApiToken", [member.id, body]);
        const made = { ...body, id, createdAt: clock.now() };
        const token = await staff.addToken(member.id, made);
        return { body: { ...(toJson(made) as object), token } };
      },
    }),
    endpoint({
      method: "delete",
      path: "/operators/{id}/api-tokens/{tokenId}",
      summary: "Revoke an API token; it is refused within seconds",
      permission: "operators.write",
      status: 204,
      async handle({ params, caller }) {
        const member = await staff.find(params["id"] ?? "");
        checkGrant(caller, await roles.find(member.roleId), member.units);
        await staff.removeToken(member.id, params["tokenId"] ?? "");
        return {};
      },
    }),
  ];
}
