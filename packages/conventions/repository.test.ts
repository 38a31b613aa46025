import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { describe, it } from "mocha";

const tracked = execFileSync("git", ["ls-files"], { encoding: "utf8" }).trim().split("\n");
const text = tracked.filter((file) => !/\.(png|woff2?|ico|svg)$/.test(file));

describe("the repository", () => {
  it("names no registry in its lock file", () => {
    expect(
      /resolution:.*tarball|https?:\/\//.test(readFileSync("pnpm-lock.yaml", "utf8")),
    ).to.equal(false);
  });

  it("takes every dependency's version from the catalog", () => {
    const manifests = tracked.filter((file) => file.endsWith("package.json"));
    for (const file of manifests) {
      const manifest = JSON.parse(readFileSync(file, "utf8")) as Record<
        string,
        Record<string, string>
      >;
      const all = { ...manifest["dependencies"], ...manifest["devDependencies"] };
      const own = Object.entries(all).filter(
        ([, range]) => !/^(catalog:|workspace:\*)$/.test(range),
      );
      expect(own, file).to.deep.equal([]);
    }
  });

  it("skips no test and silences no type", () => {
    const sources = text.filter(
      (file) => /\.tsx?$/.test(file) && !/conventions|\/gen\//.test(file),
    );
    const pattern =
      /\b(?:it|describe)\.(?:only|skip)\(|@ts-(?:ignore|nocheck|expect-error)|\bas any\b/;
    const offences = sources.filter((file) => pattern.test(readFileSync(file, "utf8")));
    expect(offences).to.deep.equal([]);
  });
});
