import { request, setCsrfToken } from "./client.ts";

export type Session = {
  readonly operator: { readonly id: string; readonly username: string; readonly name: string };
  readonly permissions: readonly string[];
  readonly units: "*" | readonly string[];
  readonly csrfToken: string;
};

export type Credentials = {
  readonly username: string;
  readonly password: string;
  readonly totp?: string;
};

/** Who is signed in; refused with 401 when nobody is. */
export async function readSession(): Promise<Session> {
  const session = await request<Session>("/session");
  setCsrfToken(session.csrfToken);
  return session;
}

/** Signs in; the session travels in a cookie that scripts cannot read. */
export async function signIn(credentials: Credentials): Promise<Session> {
  await request("/session", { method: "POST", body: credentials });
  return readSession();
}

/** Signs out. */
export async function signOut(): Promise<void> {
  await request("/session", { method: "DELETE" });
  setCsrfToken("");
}
