import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { repository } from "../system/home.ts";

describe("the build", () => {
  it("covers every package and service that has a tsconfig.json", () => {
    const text = readFileSync(join(repository, "tsconfig.build.json"), "utf8");
    const { references } = JSON.parse(text) as { references: { path: string }[] };
    const projects = globSync("{packages,services}/*/tsconfig.json", { cwd: repository });
    expect(references.map(({ path }) => path)).to.have.members(
      projects.map((file) => dirname(file)),
    );
  });
});
