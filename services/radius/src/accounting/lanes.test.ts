import { expect } from "chai";
import { describe, it } from "mocha";
import { groupCommit } from "./group-commit.ts";
import { type Place, sideBySide } from "./lanes.ts";

type Item = { readonly name: string; readonly place: Place };

/** Batches of two lanes that are written when the test says so. */
function held({ capacity = 2 } = {}) {
  const log: string[] = [];
  const writing: { readonly names: string; readonly end: (error?: Error) => void }[] = [];
  const lane = () =>
    groupCommit<Item>({
      lingerMs: 0,
      batchSize: 10,
      capacity,
      onError: () => undefined,
      write: (items) =>
        new Promise((resolve, reject) => {
          const names = items.map(({ name }) => name).join("");
          writing.push({ names, end: (error) => (error ? reject(error) : resolve()) });
        }),
    });
  const lanes = sideBySide([lane(), lane()], ({ place }) => place);
  const add = (name: string, place: Place) =>
    lanes.add({
      item: { name, place },
      done: () => log.push(`${name} done`),
      failed: () => log.push(`${name} failed`),
    });
  const begun = async (names: string) => {
    for (let turn = 0; turn < 100 && !writing.some((one) => one.names === names); turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 1));
    return writing.find((one) => one.names === names);
  };
  return { lanes, add, log, writing, begun };
}

describe("group commits side by side", () => {
  it("write at the same time, and what is about one thing one after the other", async () => {
    const { lanes, add, log, begun, writing } = held();
    add("a", 7);
    add("b", 8);
    const [first, second] = [await begun("a"), await begun("b")];
    add("c", 7);
    second?.end();
    expect(await begun("c"), "beside what it must come after").to.equal(undefined);
    expect(writing).to.have.length(2);
    first?.end();
    (await begun("c"))?.end();
    await lanes.settled();
    expect(log).to.deep.equal(["b done", "a done", "c done"]);
  });

  it("let a restart wait for all that came before it, and for nothing else", async () => {
    const { lanes, add, log, begun } = held();
    add("a", 0);
    add("b", 1);
    const [first, second] = [await begun("a"), await begun("b")];
    add("R", "behind-all");
    first?.end();
    expect(await begun("R"), "ahead of a Start that it ends").to.equal(undefined);
    add("c", 1);
    second?.end(new Error("away"));
    (await begun("R"))?.end();
    (await begun("c"))?.end();
    await lanes.settled();
    expect(log.slice(0, 2)).to.deep.equal(["a done", "b failed"]);
    expect(log.slice(2)).to.have.members(["R done", "c done"]);
  });

  it("fail a restart for which there is no room, so that it is sent again", async () => {
    const { lanes, add, log } = held({ capacity: 0 });
    expect([add("a", 0), add("R", "behind-all")]).to.deep.equal([false, true]);
    await lanes.settled();
    expect(log).to.deep.equal(["R failed"]);
  });
});
