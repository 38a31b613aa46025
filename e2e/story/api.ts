import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Status } from "@isp/torre";

export type Answer = {
  readonly status: number;
  readonly body: Json;
  readonly etag: string | null;
};

/** An answer's object as a story reads it; `at` walks into it. */
export type Json = { readonly [key: string]: unknown };

/** What stands at a path of keys and indexes, or undefined. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  );
}

/** The list that stands there; a story about a list fails where there is none. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly Json[] {
  const found = at(value, ...path);
  if (!Array.isArray(found))
    throw new Error(`no list at ${path.join(".")}: ${JSON.stringify(value)}`);
  return found as readonly Json[];
}

/** The id that an answer carries. */
export function idOf({ body }: Answer): string {
  const { id } = body;
  if (typeof id !== "string") throw new Error(`no id: ${JSON.stringify(body)}`);
  return id;
}

export type Api = {
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body?: object) => Promise<Answer>;
  readonly patch: (path: string, body: object, ifMatch?: string) => Promise<Answer>;
  readonly put: (path: string, body: object, ifMatch?: string) => Promise<Answer>;
  readonly delete: (path: string) => Promise<Answer>;
  /** Sends exactly this, with whatever is wrong about it, once. */
  readonly send: (method: string, path: string, init: RequestInit) => Promise<Answer>;
};

const tries = 60;

/**
 * A script that uses the API the way it asks to be used: one Idempotency-Key per intention, tried
 * again while somebody is away.
 */
export function apiOf({ gateway, apiToken }: Pick<Status, "gateway" | "apiToken">): Api {
  const send = async (method: string, path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${gateway.url}/api/v1${path}`, { method, ...init });
    const text = await response.text();
    const body = JSON.parse(text === "" ? "{}" : text) as Json;
    return { status: response.status, body, etag: response.headers.get("etag") };
  };
  const patiently = async (method: string, path: string, headers: object, body?: object) => {
    const init = {
      headers: {
        authorization: `Bearer ${apiToken}`,
        "content-type": "application/json",
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    for (let attempt = 1; ; attempt++) {
      const answer = await send(method, path, init).catch(() => null);
      if (answer !== null && answer.status < 500) return answer;
      if (attempt === tries) throw new Error(`${method} ${path}: ${JSON.stringify(answer?.body)}`);
      await sleep(200);
    }
  };
  return {
    send,
    get: (path) => patiently("GET", path, {}),
    post: (path, body) => patiently("POST", path, { "idempotency-key": randomUUID() }, body),
    put: (path, body, ifMatch) => {
      const match = ifMatch === undefined ? {} : { "if-match": ifMatch };
      return patiently("PUT", path, { "idempotency-key": randomUUID(), ...match }, body);
    },
    delete: (path) => patiently("DELETE", path, {}),
    patch: (path, body, ifMatch) =>
      patiently("PATCH", path, ifMatch === undefined ? {} : { "if-match": ifMatch }, body),
  };
}
