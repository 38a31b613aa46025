import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { expect } from "chai";
import { describe, it } from "mocha";

/** SELF stands for the service or package that the importing file belongs to. */
type Rule = {
  readonly that: string;
  readonly files: string;
  readonly only?: RegExp;
  readonly never?: RegExp;
};

const rules: readonly Rule[] = [
  {
    that: "a domain rule knows only its domain",
    files: "services/*/src/domain/**",
    only: /^(services\/SELF\/src\/domain\/|@isp\/kernel$|@brazilian-utils\/|node:url$)/,
  },
  {
    that: "a use case knows rules and ports, not how they are reached",
    files: "services/*/src/usecases/**",
    only: /^(services\/SELF\/src\/(domain|usecases|events|protocol|accounting|model)\/|@isp\/(kernel|contracts|db|messaging)$|node:)/,
  },
  {
    that: "what is published knows rules and contracts",
    files: "services/*/src/events/published.ts",
    only: /^(services\/SELF\/src\/(domain|events|usecases|protocol)\/|@isp\/(kernel|contracts)$)/,
  },
  {
    that: "the packet codec is pure",
    files: "services/radius/src/protocol/**",
    only: /^(services\/radius\/src\/protocol\/|@isp\/kernel$|node:(buffer|crypto|net)$)/,
  },
  {
    that: "services meet on the wire",
    files: "services/*/src/**",
    never: /^services\/(?!SELF\/)|^@isp\/(plans|billing|mail|radius|hosting|gateway)$/,
  },
  { that: "a package knows no service", files: "packages/*/src/**", never: /^services\// },
  { that: "the kernel knows nobody", files: "packages/kernel/src/**", never: /^@isp\// },
];

describe("architecture", () => {
  for (const { that, files, only, never } of rules) {
    it(that, () => {
      const pattern = files.endsWith(".ts") ? files : `${files}/*.ts`;
      const sources = globSync(pattern, { exclude: ["**/node_modules/**", "**/dist/**"] }).filter(
        (file) => !/\.test\.ts$|\/gen\//.test(file),
      );
      expect(sources, files).to.not.be.empty;
      const offences = sources.flatMap((file) =>
        imports(file)
          .filter(
            (target) =>
              (only && !scoped(only, file).test(target)) ||
              (never && scoped(never, file).test(target)),
          )
          .map((target) => `${file} imports ${target}`),
      );
      expect(offences).to.deep.equal([]);
    });
  }

  it("reads the environment only where configuration is read", () => {
    const sources = globSync("{services,packages}/*/src/**/*.ts", {
      exclude: ["**/node_modules/**"],
    }).filter((file) => !/\.test\.ts$|main\.ts$|packages\/testing\//.test(file));
    const offences = sources.filter((file) => /process\.env/.test(readFileSync(file, "utf8")));
    expect(offences).to.deep.equal([]);
  });

  it("takes the time and chance from outside in rules and use cases", () => {
    const sources = globSync("services/*/src/{domain,usecases}/**/*.ts").filter(
      (file) => !file.endsWith(".test.ts"),
    );
    expect(sources).to.not.be.empty;
    const offences = sources.filter((file) =>
      /new Date\(\)|Date\.now|Math\.random|newId\(\)/.test(readFileSync(file, "utf8")),
    );
    expect(offences).to.deep.equal([]);
  });

  it("starts no program through a shell (S44)", () => {
    const sources = globSync("{services,packages,tools}/**/*.ts", {
      exclude: ["**/node_modules/**", "**/dist/**"],
    }).filter((file) => !file.includes("conventions"));
    const offences = sources.filter((file) =>
      /\bexecSync\b|shell:\s*true|\bimport \{[^}]*\bexec\b[^}]*\} from "node:child_process"/.test(
        readFileSync(file, "utf8"),
      ),
    );
    expect(offences).to.deep.equal([]);
  });
});

function scoped(pattern: RegExp, file: string): RegExp {
  return new RegExp(pattern.source.replaceAll("SELF", file.split("/")[1] ?? ""));
}

function imports(file: string): string[] {
  const found = readFileSync(file, "utf8").matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g);
  return [...found].map(([, target = ""]) =>
    target.startsWith(".") ? join(dirname(file), target) : target,
  );
}
