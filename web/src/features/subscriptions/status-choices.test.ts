import { expect } from "chai";
import { statusChoices } from "./status-choices.ts";

const statuses = [
  { key: "waiting-installation", settable: true, connects: false },
  { key: "enabled", settable: false, connects: true },
  { key: "suspended-administrative", settable: true, connects: true },
  { key: "suspended", settable: false, connects: false },
  { key: "replaced", settable: false, connects: false },
  { key: "cancelled", settable: false, connects: false },
];

const reached = (status: string, service: "off" | "on" | "suspended") =>
  statusChoices(statuses, { status, service }).map(({ key, operation }) => [key, operation]);

describe("the statuses of the edit tab", () => {
  it("are those an edit may set, the others name their operation (C29, C30)", () => {
    expect(reached("enabled", "on")).to.deep.equal([
      ["waiting-installation", "suspend"],
      ["enabled", undefined],
      ["suspended-administrative", undefined],
      ["suspended", "suspend"],
      ["replaced", "change-plan"],
      ["cancelled", "cancel"],
    ]);
  });

  it("reach the service of a waiting plan by enabling it (C29)", () => {
    const [waiting, enabled, administrative] = reached("waiting-installation", "off");
    expect(waiting).to.deep.equal(["waiting-installation", undefined]);
    expect(enabled).to.deep.equal(["enabled", "enable"]);
    expect(administrative).to.deep.equal(["suspended-administrative", "enable"]);
  });

  it("leave a suspension to its end (C53, C57)", () => {
    const [, enabled, , suspended] = reached("suspended", "suspended");
    expect(enabled).to.deep.equal(["enabled", "resume"]);
    expect(suspended).to.deep.equal(["suspended", undefined]);
  });
});
