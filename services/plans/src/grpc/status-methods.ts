import type { plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Handlers, requireAllUnits } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import type { Status } from "../domain/status.ts";
import type { PlansScope } from "../usecases/ports.ts";
import type { WriteStatuses } from "../usecases/write-statuses.ts";
import { given } from "./reading.ts";

type Service = Handlers<typeof plans.CatalogueServiceService>;
type StatusMethod = Extract<keyof Service, `${string}Status${string}`>;

export type StatusParts = {
  /** Reads outside a transaction. */
  readonly read: Transact<PlansScope>;
  readonly toRequest: ToWriteRequest;
  readonly statuses: WriteStatuses;
};

/** Statuses belong to the provider, not to a unit. */
export function statusMethods(parts: StatusParts): Pick<Service, StatusMethod> {
  const { read, toRequest, statuses: write } = parts;
  return {
    async listStatuses() {
      return { statuses: [...(await read(({ statuses }) => statuses.list()))] };
    },
    async createStatus(request, caller) {
      requireAllUnits(caller);
      const status = toStatus(given(request.status, "/"));
      return { status: await write.create(toRequest("CreateStatus", request), status) };
    },
    async updateStatus(request, caller) {
      requireAllUnits(caller);
      const status = toStatus(given(request.status, "/"));
      const named = toRequest("UpdateStatus", request);
      return { status: await write.update(named, status, request.fields) };
    },
    async deleteStatus(request, caller) {
      requireAllUnits(caller);
      await write.remove(toRequest("DeleteStatus", request), request);
      return {};
    },
  };
}

function toStatus(message: plans.Status): Status {
  // The rule refuses any other word.
  return { ...message, list: message.list as Status["list"] };
}
