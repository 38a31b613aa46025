import { expect } from "chai";
import type { DataSource } from "typeorm";
import type { Line } from "./traffic.ts";

type Row = {
  readonly username: string;
  readonly session_seconds: string;
  readonly input_octets: string;
  readonly output_octets: string;
};

/** Every line has one row, and nothing that was acknowledged is missing from it. */
export async function expectAccountedFor(
  db: Pick<DataSource, "query">,
  lines: readonly Line[],
): Promise<void> {
  const rows = await db.query<Row[]>(
    `SELECT username, session_seconds, input_octets, output_octets FROM live_sessions
     WHERE username IN (?)`,
    [lines.map(({ username }) => username)],
  );
  const byName = Map.groupBy(rows, ({ username }) => username);
  for (const line of lines.filter(({ acknowledged }) => acknowledged > 0)) {
    const [row, ...others] = byName.get(line.username) ?? [];
    expect(others, `${line.username} has one row`).to.deep.equal([]);
    const seconds = Number(row?.session_seconds);
    expect(seconds, line.username).to.be.within(line.acknowledged, line.sent);
    expect(Number(row?.input_octets)).to.equal(seconds * 3);
    expect(Number(row?.output_octets)).to.equal(seconds * 7);
  }
}
