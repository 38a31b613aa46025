import { type CookieOptions, type Request, type Response, Router } from "express";
import * as z from "zod";
import type { Audit } from "../access/audit.ts";
import type { Operator, Operators } from "../access/operators.ts";
import { authenticate, cookieName, sessionTokenOf } from "./authenticate.ts";
import { parse } from "./endpoint.ts";
import { refuse } from "./errors.ts";
import { requestIdOf } from "./request-id.ts";
import { text } from "./schemas.ts";
import { passwordThrottle } from "./throttle.ts";

type Parts = {
  readonly operators: Operators;
  readonly audit: Audit;
  readonly isSecure: boolean;
};

const signIn = z.strictObject({
  username: text(64),
  password: text(128),
  totp: text(8).optional(),
});

/** Signing in and out. Attempts are counted per user and address, so that guessing gets slow. */
export function sessionRoutes({ operators, audit, isSecure }: Parts): Router {
  const attempts = passwordThrottle();
  const cookie: CookieOptions = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure };
  const router = Router({ caseSensitive: true, strict: true });

  const record = (request: Request, operator: Operator | null, username: string, status: number) =>
    audit.append({
      operatorId: operator?.id ?? "",
      operatorName: operator?.name ?? username,
      remoteAddress: request.socket.remoteAddress ?? "",
      method: request.method,
      path: request.originalUrl.slice(0, 512),
      requestId: requestIdOf(operator?.id ?? "", request.method, request.path, undefined),
      status,
      body: "",
    });

  router.post("/session", async (request, response) => {
    const { username, password } = parse(signIn, request.body);
    const key = `${username.trim().toLowerCase()}|${request.socket.remoteAddress ?? ""}`;
    await attempts.attempt(key);
    const operator = await operators.authenticate(username, password);
    await record(request, operator, username, operator === null ? 401 : 201);
    if (operator === null) throw refuse.credentials_wrong("User or password is wrong.");
    await attempts.forget(key);
    const { token, csrfToken } = await operators.openSession(operator.id);
    response.cookie(cookieName(isSecure), token, cookie);
    response.status(201).json(sessionView(operator, csrfToken));
  });

  router.get("/session", async (request, response) => {
    const { operator, csrfToken } = await authenticate(request, operators, isSecure);
    response.json(sessionView(operator, csrfToken));
  });

  router.delete("/session", async (request: Request, response: Response) => {
    const { operator } = await authenticate(request, operators, isSecure);
    const token = sessionTokenOf(request, isSecure);
    if (token !== undefined) await operators.closeSession(token);
    await record(request, operator, operator.username, 204);
    response.clearCookie(cookieName(isSecure), cookie).status(204).end();
  });

  return router;
}

function sessionView(operator: Operator, csrfToken: string) {
  const { id, username, name, permissions, limits, units } = operator;
  return {
    operator: { id, username, name },
    permissions,
    limits,
    units: units === "all" ? "*" : units,
    csrfToken,
  };
}
