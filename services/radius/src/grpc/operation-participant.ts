import type { common } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Caller, type Handlers, sees } from "@isp/rpc";
import { refuse } from "../domain/errors.ts";
import type { Login } from "../domain/login.ts";
import { previewOf } from "../usecases/preview.ts";
import { itemOf } from "../events/published.ts";
import type { Radius } from "../usecases/ports.ts";
import { paged, pageLimit } from "./paging.ts";
import { given } from "./request.ts";

const everyLogin = 1_000;

type Touched = Pick<Radius, "logins" | "steps" | "secrets">;

/** `look` reads without a transaction: a preview waits for nobody. */
export function operationParticipant(
  look: Transact<Touched>,
  transact: Transact<Touched>,
): Handlers<typeof common.OperationParticipantService> {
  return {
    async preview(request) {
      const subscriptionIds = [given(request.from, "from").subscriptionId];
      const found = await look(({ logins }) =>
        logins.page({ subscriptionIds, customerIds: [], after: "", limit: everyLogin }),
      );
      return previewOf(found, request);
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
      const found = await look(({ logins }) =>
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
