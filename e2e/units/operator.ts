import type { Checklist } from "../checklist/shared.ts";
import { mark } from "../checklist/shared.ts";
import { type Answer, apiOf, type Api } from "../story/api.ts";
import { bodyOf, type Route } from "./routes.ts";

export type Intruder = {
  readonly api: Api;
  /** Calls a function with this id wherever its path asks for one. */
  readonly call: (route: Route, ids: readonly string[], body?: object) => Promise<Answer>;
  readonly text: (path: string) => Promise<{ readonly status: number; readonly text: string }>;
};

/** What a function has to be told beside an id before it looks for what that names. */
const queries: Readonly<Record<string, string>> = {
  "GET /mailboxes/{id}/messages": "?reason=por+que+sim",
  "GET /mailboxes/{id}/held-letters": "?reason=por+que+sim",
  "GET /mailboxes/{id}/messages/{uid}": "?reason=por+que+sim",
};

const password = "senha-de-teste-1";

/** An operator of some business units with a role of these permissions, at the API by a token of his own. */
export async function operatorOf(
  admin: Checklist,
  url: string,
  units: readonly string[],
  permissions: readonly string[],
): Promise<Intruder> {
  const role = await admin.made("/roles", { name: `Papel ${mark()}`, permissions });
  const operator = await admin.made("/operators", {
    username: `op-${mark()}`,
    name: "Operador de outra unidade",
    password,
    roleId: role.id,
    units,
  });
  const made = await admin.made(`/operators/${operator.id}/api-tokens`, { name: "teste" });
  const apiToken = String(made["token"]);
  const api = apiOf({ gateway: { url }, apiToken });
  const headers = {
    authorization: `Bearer ${apiToken}`,
    "content-type": "application/json",
    "if-match": '"1"',
  };
  return {
    api,
    call({ name, method, path, hasBody, body }, ids, given) {
      const rest = [...ids];
      const address = path.replace(/\{\w+\}/g, () => rest.shift() ?? crypto.randomUUID());
      const sent = given ?? bodyOf(body);
      const init = hasBody ? { headers, body: JSON.stringify(sent) } : { headers };
      return api.send(method.toUpperCase(), `${address}${queries[name] ?? ""}`, init);
    },
    async text(path) {
      const response = await fetch(`${url}/api/v1${path}`, { headers });
      return { status: response.status, text: await response.text() };
    },
  };
}
