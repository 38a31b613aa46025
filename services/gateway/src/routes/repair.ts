import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { refuse } from "../http/errors.ts";
import { toJson } from "../http/json.ts";
import { page } from "../http/schemas.ts";
import { requireAllUnits } from "../http/units.ts";

// A message that was set aside carries what it is about, whichever unit that belongs to.
const allUnits = "What was set aside may be any business unit's.";

/** Messages that a service set aside, for the operator who mends them. */
export function repairRoutes({ deadLetters }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/dead-letters",
      summary: "List messages that could not be handled, of all services",
      permission: "operations.repair",
      status: 200,
      async handle({ caller }) {
        requireAllUnits(caller, allUnits);
        const asked = [...deadLetters].map(async ([service, client]) => {
          const found = await client.listDeadLetters({ pageSize: 100 }, { caller });
          return found.deadLetters.map((letter) => ({ service, ...(toJson(letter) as object) }));
        });
        const answers = await Promise.allSettled(asked);
        const services = [...deadLetters.keys()];
        // One that is away is often why there are dead letters at all; the others' are shown.
        const silent = services.filter((_, index) => answers[index]?.status === "rejected");
        const letters = answers.flatMap((answer) =>
          answer.status === "fulfilled" ? answer.value : [],
        );
        return { body: { ...page(letters, ""), silent } };
      },
    }),
    endpoint({
      method: "post",
      path: "/dead-letters/{service}/{id}/replay",
      summary: "Handle a message again",
      permission: "operations.repair",
      status: 204,
      async handle({ params, requestId, caller }) {
        requireAllUnits(caller, allUnits);
        const client = deadLetters.get((params["service"] ?? "") as "plans");
        if (client === undefined) throw refuse.not_found("There is no such service.");
        await client.replayDeadLetter({ requestId, id: params["id"] ?? "" }, { caller });
        return {};
      },
    }),
  ];
}
