import { expect } from "chai";
import { describe, it } from "mocha";
import { tally } from "./tally.ts";

const minute = 60_000;

function told(counter: ReturnType<typeof tally<string>>, now: number): [string, number][] {
  const { facts, settle } = counter.due(now, 10);
  settle();
  return facts.map(({ fact, count }) => [fact, count]);
}

describe("telling seldom what happens often", () => {
  it("tells the first at once, then one a minute with the count", () => {
    const counter = tally<string>(minute, 10);
    counter.note("ana", () => "ana");
    expect(told(counter, 0)).to.deep.equal([["ana", 1]]);
    for (let times = 0; times < 5; times += 1) counter.note("ana", () => "ana");
    expect(told(counter, 59_999)).to.deep.equal([]);
    expect(told(counter, 60_000)).to.deep.equal([["ana", 5]]);
    expect(told(counter, 120_000)).to.deep.equal([]);
    counter.note("ana", () => "ana");
    expect(told(counter, 130_000)).to.deep.equal([["ana", 1]]);
  });

  it("keeps what could not be told", () => {
    const counter = tally<string>(minute, 10);
    counter.note("ana", () => "ana");
    counter.due(0, 10);
    counter.note("ana", () => "ana");
    expect(told(counter, 1)).to.deep.equal([["ana", 2]]);
  });

  it("tells whoever is due though another was told a moment ago", () => {
    const counter = tally<string>(minute, 10);
    const note = (...names: string[]) => names.forEach((name) => counter.note(name, () => name));
    note("ana", "bia");
    expect(told(counter, 0)).to.have.length(2);
    note("cid");
    expect(told(counter, 30_000)).to.deep.equal([["cid", 1]]);
    note("ana", "bia", "cid");
    expect(told(counter, 60_000)).to.deep.equal([
      ["ana", 1],
      ["bia", 1],
    ]);
    expect(told(counter, 90_000)).to.deep.equal([["cid", 1]]);
  });

  it("tells no more at once than is asked for, and the others next", () => {
    const counter = tally<string>(minute, 10);
    for (const name of ["ana", "bia", "cid"]) counter.note(name, () => name);
    const names = () => {
      const { facts, settle } = counter.due(0, 2);
      settle();
      return facts.map(({ fact }) => fact);
    };
    expect(names()).to.deep.equal(["ana", "bia"]);
    expect(names()).to.deep.equal(["cid"]);
    expect(names()).to.deep.equal([]);
  });

  it("never remembers more keys than it has room for (S18)", () => {
    const counter = tally<string>(minute, 2);
    for (const name of ["a", "b", "c", "d"]) counter.note(name, () => name);
    expect(told(counter, 0)).to.have.length(2);
    expect(counter.dropped()).to.equal(2);
  });
});
