import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "../system/failure.ts";
import type { Status } from "../system/status.ts";

type Page = { readonly items: readonly Resource[]; readonly nextCursor: string | null };

/** What the demo needs to see of any resource. */
export type Resource = { readonly id: string; readonly name?: string } & Readonly<
  Record<string, unknown>
>;

/** The public REST API, with the operator's token and nothing more. */
export type Api = {
  readonly list: (path: string) => Promise<readonly Resource[]>;
  /** Safe to repeat: the same key gives the same resource back. */
  readonly post: (path: string, key: string, body: unknown) => Promise<Resource>;
};

/** The API said no; 409 often means that it is there already. */
export class Refused extends Failure {
  readonly status: number;
  readonly #problem: unknown;

  constructor(status: number, path: string, problem: unknown) {
    super(`The API refused ${path} with ${status}: ${JSON.stringify(problem)}`, {
      cure: "./torre logs gateway says more; ./torre reset --yes starts from nothing",
    });
    this.status = status;
    this.#problem = problem;
  }

  /** Which customers of a batch are refused for this field. */
  places(field: string): ReadonlySet<number> {
    const { errors = [] } = this.#problem as { errors?: readonly { readonly pointer: string }[] };
    const found = errors.map(({ pointer }) => /^\/customers\/(\d+)\/(\w+)/.exec(pointer));
    return new Set(found.flatMap((match) => (match?.[2] === field ? [Number(match[1])] : [])));
  }
}

type Sending = {
  readonly method?: "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

const attempts = 6;

export function apiOf({ gateway, apiToken }: Pick<Status, "gateway" | "apiToken">): Api {
  const send = async (path: string, init: Sending = {}): Promise<unknown> => {
    for (let attempt = 1; ; attempt++) {
      const answer = await fetch(`${gateway.url}/api/v1${path}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${apiToken}` },
        signal: AbortSignal.timeout(30_000),
      });
      const body: unknown = await answer.json().catch(() => undefined);
      if (answer.ok) return body;
      // Busy or just starting: the same request with the same key is safe to send again.
      if (attempt === attempts || ![429, 503, 504].includes(answer.status)) {
        throw new Refused(answer.status, path, body);
      }
      await pause(100 * 2 ** attempt);
    }
  };
  return {
    async list(path) {
      const items: Resource[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const from: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
        const mark = path.includes("?") ? "&" : "?";
        const page = (await send(`${path}${mark}limit=100${from}`)) as Page;
        items.push(...page.items);
        cursor = page.nextCursor ?? null;
      }
      return items;
    },
    async post(path, key, body) {
      const init = {
        method: "POST" as const,
        headers: { "content-type": "application/json", "idempotency-key": key },
        body: JSON.stringify(body),
      };
      return (await send(path, init)) as Resource;
    },
  };
}
