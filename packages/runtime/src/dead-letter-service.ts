import { common } from "@isp/contracts";
import type { DeadLetter, DeadLetters, Transact } from "@isp/db";
import { type Clock, defineErrors } from "@isp/kernel";
import { type Consumer, MalformedMessageError } from "@isp/messaging";
import { type Caller, type Handlers, sees } from "@isp/rpc";

const refuse = defineErrors("dead_letter", {
  not_found: { kind: "not_found", title: "There is no such dead letter" },
  malformed: { kind: "precondition", title: "The message can never be handled as it is" },
});

const [defaultPage, largestPage] = [100, 1_000];

/** Shows operators what was set aside, and handles it again on their word. */
export function deadLetterService(
  transact: Transact<{ readonly deadLetters: DeadLetters }>,
  consumers: readonly Consumer[],
  clock: Clock,
): Handlers<typeof common.DeadLetterServiceService> {
  return {
    async listDeadLetters({ pageSize }, caller) {
      const limit = Math.min(pageSize > 0 ? pageSize : defaultPage, largestPage);
      // The unit is inside the payload: more are read where some will be left out.
      const most = caller.units === "all" ? limit : largestPage;
      const found = await transact((scope) => scope.deadLetters.list(most));
      return { deadLetters: found.filter((letter) => isSeen(letter, caller)).slice(0, limit) };
    },
    async replayDeadLetter({ id }, caller) {
      const letter = await transact((scope) => scope.deadLetters.find(id));
      const target = consumers.find(({ durable }) => durable === letter?.consumer);
      if (letter === null || target === undefined || !isSeen(letter, caller)) {
        throw refuse.not_found("There is no such dead letter.");
      }
      await handleAgain(target, letter);
      await transact((scope) => scope.deadLetters.markReplayed(id, clock.now()));
      return {};
    },
  };
}

async function handleAgain(target: Consumer, letter: DeadLetter): Promise<void> {
  const { consumer, messageId, subject, payload } = letter;
  const aggregateId = textOf(parsed(payload), "aggregateId");
  try {
    await target.handle(payload, { consumer, messageId, aggregateId, subject });
  } catch (error) {
    if (!(error instanceof MalformedMessageError)) throw error;
    throw refuse.malformed(`The message cannot be read: ${error.message}.`, { cause: error });
  }
}

/** A letter says what its message said, so it is for those who see the unit that it is about. */
function isSeen({ payload }: DeadLetter, caller: Caller): boolean {
  if (caller.units === "all") return true;
  const body = parsed(payload);
  const parts = [body, ...["applied", "item", "subscription"].map((part) => body?.[part])];
  const unit = parts.map((part) => textOf(part, "businessUnitId")).find((text) => text !== "");
  return unit !== undefined && sees(caller, unit);
}

function parsed(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown, key: string): string {
  const held: unknown =
    typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return typeof held === "string" ? held : "";
}
