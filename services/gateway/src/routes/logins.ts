import type { radius } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Answer, type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { password, text } from "../http/schemas.ts";

/** RADIUS user names, their passwords, and what becomes of them. */
export function loginRoutes(clients: Clients): Endpoint[] {
  return [...accessRoutes(clients), ...changeRoutes(clients)];
}

function accessRoutes({ access }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/subscriptions/{id}/logins",
      summary: "Add a login with its mailbox (C85)",
      permission: "subscriptions.write",
      status: 201,
      body: z.strictObject({
        username: text(64),
        password,
        portalAccess: z.boolean().default(false),
      }),
      secrets: ["password"],
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, subscriptionId: params["id"] ?? "" };
        return tagged((await access.createLogin(request, { caller })).login);
      },
    }),
    endpoint({
      method: "get",
      path: "/logins/{id}",
      summary: "Read a login",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        return tagged((await access.getLogin({ id: params["id"] ?? "" }, { caller })).login);
      },
    }),
    endpoint({
      method: "put",
      path: "/logins/{id}/password",
      summary: "Change the password of a login and of its mailbox (C86)",
      permission: "subscriptions.write",
      status: 200,
      body: z.strictObject({ password }),
      secrets: ["password"],
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, id: params["id"] ?? "" };
        return tagged((await access.changeLoginPassword(request, { caller })).login);
      },
    }),
  ];
}

function changeRoutes({ logins }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "patch",
      path: "/logins/{id}",
      summary: "Give or take a login's access to the subscribers' portal (C85)",
      permission: "subscriptions.write",
      status: 200,
      body: z.strictObject({ portalAccess: z.boolean() }),
      needsIfMatch: true,
      async handle({ params, body, expectedVersion: version, requestId, caller }) {
        const request = { ...body, requestId, version, id: params["id"] ?? "" };
        return tagged((await logins.updateLogin(request, { caller })).login);
      },
    }),
    endpoint({
      method: "put",
      path: "/logins/{id}/username",
      summary: "Give a login another name, and its mailbox the same one; its mail stays (C85)",
      permission: "subscriptions.write",
      status: 200,
      body: z.strictObject({ username: text(64) }),
      needsIfMatch: true,
      async handle({ params, body, expectedVersion: version, requestId, caller }) {
        const request = { ...body, requestId, version, id: params["id"] ?? "" };
        return tagged((await logins.renameLogin(request, { caller })).login);
      },
    }),
    endpoint({
      method: "delete",
      path: "/logins/{id}",
      summary: "Delete a login and its mailbox; its sessions are ended (C87)",
      permission: "subscriptions.write",
      status: 204,
      heedsIfMatch: true,
      async handle({ params, expectedVersion, requestId, caller }) {
        await logins.deleteLogin(
          { requestId, expectedVersion, id: params["id"] ?? "" },
          { caller },
        );
        return {};
      },
    }),
    endpoint({
      method: "post",
      path: "/logins/{id}/make-main",
      summary: "Make a login the main one of its subscription (D20)",
      permission: "subscriptions.write",
      status: 200,
      async handle({ params, requestId, caller }) {
        const request = { requestId, id: params["id"] ?? "" };
        return tagged((await logins.makeMainLogin(request, { caller })).login);
      },
    }),
  ];
}

function tagged(login: radius.Login | undefined): Answer {
  if (login === undefined) return {};
  const { item, ...rest } = login;
  const body = { ...(toJson(item) as object), ...(toJson(rest) as object) };
  return { body, etag: item?.version.toString() ?? "" };
}
