import { expect } from "chai";
import { changeOf, lossesFirst } from "./point-change.ts";

describe("a routing point against yesterday", () => {
  const point = (name: string, online: number, yesterday?: number) => ({
    name,
    online,
    ...(yesterday === undefined ? {} : { yesterday }),
  });

  it("says more and less by a sign", () => {
    expect(changeOf({ online: 9, yesterday: 7 })).to.equal("+2");
    expect(changeOf({ online: 7, yesterday: 9 })).to.equal("−2");
    expect(changeOf({ online: 7, yesterday: 7 })).to.equal("0");
    expect(changeOf({ online: 7 })).to.equal("–");
  });

  it("comes first where most are missing", () => {
    const points = [point("C", 5), point("A", 9, 9), point("B", 1, 40), point("D", 40, 1)];
    expect(points.toSorted(lossesFirst).map(({ name }) => name)).to.deep.equal([
      "B",
      "A",
      "C",
      "D",
    ]);
    const quiet = [point("A", 0), point("B", 3), point("C", 7), point("D", 3)];
    expect(quiet.toSorted(lossesFirst).map(({ name }) => name)).to.deep.equal(["C", "B", "D", "A"]);
  });
});
