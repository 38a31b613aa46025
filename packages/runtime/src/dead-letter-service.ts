import { common } from "@isp/contracts";
import type { DeadLetters, Transact } from "@isp/db";
import { type Clock, defineErrors } from "@isp/kernel";
import type { Consumer } from "@isp/messaging";
import type { Handlers } from "@isp/rpc";

const refuse = defineErrors("dead_letter", {
  not_found: { kind: "not_found", title: "There is no such dead letter" },
});

const defaultPage = 100;

/** Shows operators what was set aside, and handles it again on their word. */
export function deadLetterService(
  transact: Transact<{ readonly deadLetters: DeadLetters }>,
  consumers: readonly Consumer[],
  clock: Clock,
): Handlers<typeof common.DeadLetterServiceService> {
  return {
    async listDeadLetters({ pageSize }) {
      const found = await transact((scope) => scope.deadLetters.list(pageSize || defaultPage));
      return { deadLetters: [...found] };
    },
    async replayDeadLetter({ id }) {
      const letter = await transact((scope) => scope.deadLetters.find(id));
      const target = consumers.find(({ durable }) => durable === letter?.consumer);
      if (letter === null || target === undefined) {
        throw refuse.not_found("There is no such dead letter.");
      }
      const { aggregateId } = JSON.parse(letter.payload) as { aggregateId?: string };
      await target.handle(letter.payload, {
        consumer: letter.consumer,
        messageId: letter.messageId,
        aggregateId: aggregateId ?? "",
        subject: letter.subject,
      });
      await transact((scope) => scope.deadLetters.markReplayed(id, clock.now()));
      return {};
    },
  };
}
