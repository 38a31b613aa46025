import type { billing } from "@isp/contracts";
import type { Handlers } from "@isp/rpc";
import type { StatementUseCases } from "../usecases/read-statement.ts";

export function statementService(
  statement: StatementUseCases,
): Handlers<typeof billing.StatementServiceService> {
  return {
    async getStatement(asked, { units }) {
      const { moves, openingCents, closingCents } = await statement.read(asked, units);
      return { openingCents, closingCents, moves: [...moves] };
    },
    async printStatement(asked, { units }) {
      return { pdf: Buffer.from(await statement.print(asked, units)) };
    },
  };
}
