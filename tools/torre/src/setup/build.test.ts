import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { repository } from "../system/home.ts";
import { serverSources } from "./build.ts";

describe("the build", () => {
  it("covers every package and service that has a tsconfig.json", () => {
    const text = readFileSync(join(repository, "tsconfig.build.json"), "utf8");
    const { references } = JSON.parse(text) as { references: { path: string }[] };
    const projects = globSync("{packages,services}/*/tsconfig.json", { cwd: repository });
    expect(references.map(({ path }) => path)).to.have.members(
      projects.map((file) => dirname(file)),
    );
  });

  it("is another installation when a server's template is another, so that it is started again", () => {
    const setup = globSync("tools/torre/src/setup/**/*.ts", { cwd: repository });
    const rendered = setup.flatMap((file) => {
      const text = readFileSync(join(repository, file), "utf8");
      return [...text.matchAll(/renderDeploy\("([^"]+)"/g)].map(([, name]) => `deploy/${name}`);
    });
    expect(rendered).to.include("deploy/hosting/proftpd.conf");
    expect(globSync([...serverSources], { cwd: repository })).to.include.members(rendered);
  });
});
