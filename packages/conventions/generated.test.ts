import { existsSync, readFileSync } from "node:fs";
import { rpcAccess } from "@isp/contracts";
import { generatedPages } from "@isp/docs";
import { durables, streams } from "@isp/messaging";
import { expect } from "chai";
import { describe, it } from "mocha";

describe("generated pages", () => {
  it("say what the sources say", async () => {
    for (const [path, text] of await generatedPages()) {
      const stands = existsSync(path) ? readFileSync(path, "utf8") : "";
      expect(stands === text, `${path} is not current: run \`pnpm docs\``).to.equal(true);
    }
  });
});

describe("events", () => {
  it("are read from the stream that keeps them", () => {
    for (const { durable, stream, filter } of durables) {
      const kept = streams.find(({ name }) => name === stream)?.subjects ?? [];
      const fits = kept.some((subject) => filter.startsWith(subject.replace(/>$/, "")));
      expect(fits, `${durable} reads ${filter} from ${stream}`).to.equal(true);
    }
  });

  it("belong to one stream each", () => {
    const subjects = streams.flatMap(({ subjects: kept }) => kept);
    expect(new Set(subjects).size).to.equal(subjects.length);
  });
});

// Somebody outside, who is no operator, holds a signed link instead of a permission.
const provenByLink = new Set(["/isp.mail.v1.ConfirmationService/ConfirmSender"]);

describe("calls", () => {
  it("name somebody who may make them", () => {
    expect(Object.keys(rpcAccess)).to.not.be.empty;
    for (const [path, { callers, permission }] of Object.entries(rpcAccess)) {
      expect(callers, path).to.not.be.empty;
      if (callers.includes("gateway") && !provenByLink.has(path))
        expect(permission, path).to.not.equal("");
    }
  });
});
