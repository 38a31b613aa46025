import type { Request } from "express";
import { type Operator, type Operators, sameText } from "../access/operators.ts";
import { refuse } from "./errors.ts";

export type SignedIn = { readonly operator: Operator; readonly csrfToken: string };

const unsafe = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** The session cookie. Behind TLS its name binds it to this host (`__Host-`). */
export function cookieName(isSecure: boolean): string {
  return isSecure ? "__Host-torre_session" : "torre_session";
}

export function sessionTokenOf(request: Request, isSecure: boolean): string | undefined {
  const cookies = (request.get("cookie") ?? "").split(";").map((part) => part.trim());
  const prefix = `${cookieName(isSecure)}=`;
  return cookies.find((part) => part.startsWith(prefix))?.slice(prefix.length);
}

/** Who asks: by API token, or by the console's session, which proves with a token that it asks itself. */
export async function authenticate(
  request: Request,
  operators: Operators,
  isSecure: boolean,
): Promise<SignedIn> {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(request.get("authorization") ?? "")?.[1];
  if (bearer !== undefined) {
    const operator = await operators.byApiToken(bearer);
    if (operator !== null) return { operator, csrfToken: "" };
    throw refuse.unauthenticated("The API token is not known.");
  }
  const token = sessionTokenOf(request, isSecure);
  const session = token === undefined ? null : await operators.bySession(token);
  if (session === null) throw refuse.unauthenticated("Sign in, or send an API token.");
  if (
    unsafe.has(request.method) &&
    !sameText(request.get("x-csrf-token") ?? "", session.csrfToken)
  ) {
    throw refuse.csrf("The request lacks the console's X-CSRF-Token.");
  }
  return session;
}
