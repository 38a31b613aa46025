import type { EntityManager } from "typeorm";
import type { TestMessages } from "../usecases/ports.ts";

const longest = 500;

export function mysqlTestMessages(manager: EntityManager): TestMessages {
  return {
    async keep(requestId, answer) {
      await manager.query("INSERT INTO test_messages (request_id, answer) VALUES (?, ?)", [
        requestId,
        answer.slice(0, longest),
      ]);
    },
    async answerOf(requestId) {
      const [row] = await manager.query<{ readonly answer: string }[]>(
        "SELECT answer FROM test_messages WHERE request_id = ?",
        [requestId],
      );
      return row?.answer ?? "";
    },
  };
}
