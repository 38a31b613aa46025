import { expect } from "chai";
import { describe, it } from "mocha";
import { groupCommit } from "./group-commit.ts";

type Commit = ReturnType<typeof groupCommit<number>>;

function collector(write: (items: readonly number[]) => Promise<void>): {
  readonly commit: Commit;
  readonly add: (item: number) => boolean;
  readonly log: string[];
} {
  const log: string[] = [];
  const commit = groupCommit<number>({
    write,
    lingerMs: 1,
    batchSize: 3,
    capacity: 4,
    onError: (error) => log.push(String(error)),
  });
  const add = (item: number): boolean =>
    commit.add({
      item,
      done: () => log.push(`done ${item}`),
      failed: () => log.push(`failed ${item}`),
    });
  return { commit, add, log };
}

describe("group commit", () => {
  it("writes what arrives together in one batch and acknowledges only afterwards", async () => {
    const batches: number[][] = [];
    const { commit, add, log } = collector(async (items) => {
      expect(log).to.have.length(batches.flat().length);
      batches.push([...items]);
    });
    for (const item of [1, 2, 3, 4]) add(item);
    await commit.settled();
    expect(batches).to.deep.equal([[1, 2, 3], [4]]);
    expect(log).to.deep.equal(["done 1", "done 2", "done 3", "done 4"]);
  });

  it("acknowledges nothing of a batch that could not be written, and goes on", async () => {
    const { commit, add, log } = collector(async (items) => {
      if (items.includes(1)) throw new Error("away");
    });
    for (const item of [1, 2, 3, 4]) add(item);
    await commit.settled();
    expect(log).to.deep.equal(["Error: away", "failed 1", "failed 2", "failed 3", "done 4"]);
  });

  it("sheds what it has no room for", async () => {
    const { commit, add } = collector(async () => undefined);
    expect([1, 2, 3, 4, 5].map(add)).to.deep.equal([true, true, true, true, false]);
    await commit.settled();
    expect(add(6)).to.equal(true);
    await commit.settled();
  });
});
