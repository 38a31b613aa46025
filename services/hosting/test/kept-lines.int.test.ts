import { join } from "node:path";
import { newId } from "@isp/kernel";
import { temporaryFolder } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { dayLogs } from "../src/agent/statistics/day-logs.ts";
import { siteStatistics } from "../src/agent/statistics/statistics.ts";

describe("the lines that are kept", () => {
  it("go for every site when their time is over, and stay where they cannot be counted yet", async () => {
    const logs = dayLogs(join(temporaryFolder("log"), "statistics"));
    const ids = [newId(), newId(), newId()].toSorted();
    const [first, broken, last] = ids as [string, string, string];
    const lines = ids.flatMap((id) =>
      ["01/Jan", "02/Jan"].map(
        (day) =>
          `${id} 203.0.113.5 - - [${day}/2026:12:00:01 +0000] "GET / HTTP/1.1" 200 5 "-" "-"`,
      ),
    );
    logs.append(Buffer.from(`${lines.join("\n")}\n`));
    let isBroken = true;
    const none = { visits: 1, requests: 1, bytes: 5, pages: [] };
    const kept = siteStatistics({
      logs,
      collect: () => undefined,
      count: (file) =>
        isBroken && file === logs.fileOf(broken, "2026-01-01")
          ? Promise.reject(new Error("goaccess ended with 1"))
          : Promise.resolve(none),
      now: () => new Date("2026-06-10T12:00:00Z"),
    });
    const told = await kept.keep().then(
      () => "none",
      (error: Error) => error.message,
    );
    expect(told).to.include(broken).and.include("goaccess ended with 1");
    expect(ids.map((id) => logs.daysOf(id))).to.deep.equal([[], ["2026-01-01"], []]);
    isBroken = false;
    await kept.keep();
    expect(logs.daysOf(broken)).to.deep.equal([]);
    for (const id of [first, broken, last]) {
      const { days } = await kept.read(id, { from: "2000-01-01", to: "2999-12-31" });
      expect(days.map(({ day }) => day)).to.deep.equal(["2026-01-01", "2026-01-02"]);
    }
  });
});
