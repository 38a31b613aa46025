import { ApiProblem } from "./problem.ts";

const base = "/api/v1";

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export type Send = {
  readonly method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly query?: Query;
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};

/** A page of a list. */
export type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

const link = { csrfToken: "", onExpired: () => {} };

/** Every later write carries this token. */
export function setCsrfToken(token: string): void {
  link.csrfToken = token;
}

/** Says what happens when the server no longer knows the session. */
export function whenSessionExpires(act: () => void): void {
  link.onExpired = act;
}

/** Asks the API; a refusal is thrown as an `ApiProblem`. */
export async function request<T>(path: string, send: Send = {}): Promise<T> {
  const response = await answer(path, send);
  if (response.ok) return (await readJson(response)) as T;
  const problem = new ApiProblem(response.status, (await readJson(response)) ?? {});
  if (isSessionGone(problem) && path !== "/session") link.onExpired();
  throw problem;
}

/** A 401 that is no wrong password, which an operator can also type while he is signed in. */
export function isSessionGone({ status, code }: ApiProblem): boolean {
  return status === 401 && code !== "gateway.credentials_wrong";
}

/** The address of an API resource, for links and streams. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text === "" ? base + path : `${base}${path}?${text}`;
}

async function answer(path: string, send: Send): Promise<Response> {
  const signal = send.signal === undefined ? {} : { signal: send.signal };
  const body = send.body === undefined ? {} : { body: JSON.stringify(send.body) };
  const method = send.method ?? "GET";
  try {
    return await fetch(address(path, send.query), {
      method,
      headers: headersOf(method, send),
      credentials: "same-origin",
      ...body,
      ...signal,
    });
  } catch (cause) {
    if (send.signal?.aborted === true) throw cause;
    throw new ApiProblem(0, { code: "web.no_answer" });
  }
}

function headersOf(method: string, send: Send): Record<string, string> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (send.body !== undefined) headers["content-type"] = "application/json";
  if (method !== "GET" && link.csrfToken !== "") headers["x-csrf-token"] = link.csrfToken;
  if (send.ifMatch !== undefined) headers["if-match"] = send.ifMatch;
  if (send.idempotencyKey !== undefined) headers["idempotency-key"] = send.idempotencyKey;
  return headers;
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
