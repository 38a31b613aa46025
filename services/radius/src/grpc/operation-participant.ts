import type { common } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Caller, type Handlers, sees } from "@isp/rpc";
import { refuse } from "../domain/errors.ts";
import type { Login } from "../domain/login.ts";
import { itemOf } from "../events/published.ts";
import type { Radius } from "../usecases/ports.ts";
import { paged, pageLimit } from "./paging.ts";
import { given } from "./request.ts";

/** What an operation that needs a preview does to a login. */
const effects: Readonly<Record<string, { readonly action: string; readonly detail: string }>> = {
  "change-plan": { action: "moved", detail: "moves to the new subscription with its password" },
  transfer: { action: "moved", detail: "moves to the new customer; the password stays" },
  cancel: { action: "released", detail: "is refused from then on; its sessions are ended" },
  delete: { action: "released", detail: "is refused from then on; its sessions are ended" },
};

const everyLogin = 1_000;

export function operationParticipant(
  transact: Transact<Pick<Radius, "logins" | "steps" | "secrets">>,
): Handlers<typeof common.OperationParticipantService> {
  return {
    async preview({ kind, from }) {
      const subscriptionIds = [given(from, "from").subscriptionId];
      const found = await transact(({ logins }) =>
        logins.page({ subscriptionIds, customerIds: [], after: "", limit: everyLogin }),
      );
      const effect = effects[kind];
      return {
        effects: effect === undefined ? [] : found.map((login) => effectOn(login, effect)),
        warnings: [],
        conflicts: [],
      };
    },
    async retry({ operationId }) {
      await transact(async ({ steps }) => {
        const step = await steps.find(operationId);
        if (step === null)
          throw refuse.operation_not_found(`radius knows of no operation ${operationId}.`);
        if (step.state !== "pending" && step.state !== "refused") return;
        await steps.answer(step, { state: "pending", receipts: step.receipts });
      });
      return {};
    },
    async takeSecrets({ operationId }) {
      return { secrets: [...(await transact(({ secrets }) => secrets.take(operationId)))] };
    },
    async listItems({ subscriptionIds, customerIds, pageSize, pageToken }, caller) {
      const limit = pageLimit(pageSize);
      const found = await transact(({ logins }) =>
        logins.page({ subscriptionIds, customerIds, after: pageToken, limit: limit + 1 }),
      );
      const { rows, nextPageToken } = paged(found, limit);
      return { items: rows.filter((login) => isShown(login, caller)).map(itemOf), nextPageToken };
    },
  };
}

/** A reservation is not an item yet: its subscription may never be registered. */
function isShown(login: Login, caller: Caller): boolean {
  return login.state === "live" && sees(caller, login.businessUnitId);
}

function effectOn(
  login: Login,
  { action, detail }: { readonly action: string; readonly detail: string },
): common.Effect {
  return {
    itemId: login.id,
    itemKind: "login",
    itemName: login.name,
    itemVersion: login.version,
    action,
    detail,
  };
}
