import { expect } from "chai";
import { describe, it } from "mocha";
import { readingPace } from "./reading-pace.ts";

describe("the pace of readings", () => {
  it("is that of a million subscribers, a quarter of it in a storm, and the first again afterwards", () => {
    let now = 0;
    const { note, take } = readingPace(() => now);
    const toldInSecond = (reports: number): number => {
      let told = 0;
      for (const end = now + 1_000; now < end; now += 50) {
        note(reports / 20);
        told += take(10_000);
      }
      return told;
    };
    toldInSecond(1_000);
    expect(toldInSecond(1_667), "in a calm second").to.equal(2_000);
    toldInSecond(10_000);
    expect(toldInSecond(10_000), "in a storm").to.equal(500);
    toldInSecond(1_000);
    toldInSecond(1_000);
    expect(toldInSecond(1_000), "after it").to.equal(2_000);
  });
});
