import type { Transact } from "@isp/db";
import { derivedRequestId } from "@isp/kernel";
import type { Operation } from "../domain/operation.ts";
import type { ItemSecret, Neighbours } from "./neighbour-ports.ts";
import type { PlansScope, Units } from "./ports.ts";

export type TakePasswords = (
  requestId: string,
  operationId: string,
  units: Units,
) => Promise<readonly ItemSecret[]>;

const owners = ["radius", "mail", "hosting"] as const;

/**
 * Hands out the passwords that an operation made, once (D19). Each owner forgets its own when it has
 * told them; one that is away keeps them for the next time.
 */
export function takePasswords(
  transact: Transact<PlansScope>,
  neighbours: Pick<Neighbours, "takeSecrets">,
): TakePasswords {
  return async (requestId, operationId, units) => {
    const operation = await transact(({ operations }) => operations.find(operationId, units));
    if (operation.passwordsUntil === null) return [];
    const asked = owners.map((service) =>
      neighbours.takeSecrets(service, derivedRequestId(requestId, service), operationId),
    );
    const answers = await Promise.allSettled(asked);
    const taken = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
    const failed = answers.find((answer) => answer.status === "rejected");
    // Told passwords must reach somebody: a silent owner is an error only when nobody told any.
    if (failed !== undefined && taken.length === 0) throw failed.reason;
    const isWhole = failed === undefined && operation.state !== "running";
    if (isWhole) await transact((scope) => forget(scope, operation));
    return taken;
  };
}

async function forget({ operations }: PlansScope, { id }: Operation): Promise<void> {
  const present = await operations.lock(id);
  if (present !== null) await operations.save({ ...present, passwordsUntil: null });
}
