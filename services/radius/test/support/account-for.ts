import { expect } from "chai";
import type { DataSource } from "typeorm";
import type { Traffic } from "./traffic.ts";

type Row = {
  readonly username: string;
  readonly session_seconds: string;
  readonly input_octets: string;
  readonly output_octets: string;
};

/** Packet by packet: each that was acknowledged is in the one row of its session. */
export async function expectAccountedFor(
  db: Pick<DataSource, "query">,
  { lines, prefix, begun }: Pick<Traffic, "lines" | "prefix" | "begun">,
): Promise<void> {
  const rows = await db.query<Row[]>(
    `SELECT username, session_seconds, input_octets, output_octets FROM live_sessions
     WHERE username LIKE ?`,
    [`${prefix}%`],
  );
  const byName = Map.groupBy(rows, ({ username }) => username);
  const twice = [...byName].filter(([, { length }]) => length > 1).map(([name]) => name);
  expect(twice, "has more than one row").to.deep.equal([]);
  expect(
    begun.filter((name) => !byName.has(name)),
    "was acknowledged and is lost",
  ).to.deep.equal([]);
  for (const line of lines.filter(({ acknowledged }) => acknowledged > 0)) {
    const [row] = byName.get(line.username) ?? [];
    const seconds = Number(row?.session_seconds);
    expect(seconds, line.username).to.be.within(line.acknowledged, line.sent);
    expect(Number(row?.input_octets)).to.equal(seconds * 3);
    expect(Number(row?.output_octets)).to.equal(seconds * 7);
  }
}
