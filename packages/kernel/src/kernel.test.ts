import { expect } from "chai";
import { describe, it } from "mocha";
import {
  addDays,
  civilDateIn,
  dayOfMonth,
  daysBetween,
  defineErrors,
  failpoints,
  isCivilDate,
  isDomainName,
  isId,
  isLoginName,
  newId,
  roundHalfUp,
  secretBox,
} from "./index.ts";

describe("civil dates", () => {
  it("count one end only (D3)", () => {
    expect(daysBetween("2007-05-21", "2007-05-31")).to.equal(10);
    expect(daysBetween("2007-05-31", "2007-06-30")).to.equal(30);
  });

  it("clamp the wanted day to short months and do not drift (D2)", () => {
    expect(dayOfMonth("2027-01-31", 1, 31)).to.equal("2027-02-28");
    expect(dayOfMonth("2027-01-31", 2, 31)).to.equal("2027-03-31");
    expect(dayOfMonth("2028-01-31", 1, 31)).to.equal("2028-02-29");
    expect(dayOfMonth("2026-12-10", 1, 31)).to.equal("2027-01-31");
    expect(dayOfMonth("2026-01-10", -1, 31)).to.equal("2025-12-31");
  });

  it("belong to the unit's time zone, not to UTC (R13)", () => {
    expect(civilDateIn("America/Sao_Paulo", new Date("2026-06-01T01:30:00Z"))).to.equal(
      "2026-05-31",
    );
  });

  it("cross months and years", () => {
    expect(addDays("2026-12-31", 1)).to.equal("2027-01-01");
    expect(addDays("2028-03-01", -1)).to.equal("2028-02-29");
  });

  it("are refused when the day does not exist", () => {
    expect(isCivilDate("2026-02-29")).to.equal(false);
    expect(isCivilDate("2028-02-29")).to.equal(true);
    expect(isCivilDate("2026-2-9")).to.equal(false);
  });
});

describe("rounding", () => {
  it("goes half up to a centavo, and half away from zero below it", () => {
    expect(roundHalfUp(5n, 2n)).to.equal(3n);
    expect(roundHalfUp(-5n, 2n)).to.equal(-3n);
    expect(roundHalfUp(9000n * 10n, 31n)).to.equal(2903n);
  });
});

describe("ids", () => {
  it("sort by the time they were made", () => {
    const older = newId(new Date(1_000));
    expect(isId(older)).to.equal(true);
    expect(older < newId(new Date(2_000))).to.equal(true);
  });
});

describe("refusals", () => {
  it("carry code, kind and fields", () => {
    const refuse = defineErrors("kernel_test", { nope: { kind: "conflict", title: "Nope" } });
    const error = refuse.nope("No.", { fields: [{ pointer: "/a", detail: "is wrong" }] });
    expect(error.code).to.equal("kernel_test.nope");
    expect(error.kind).to.equal("conflict");
    expect(error.fields).to.deep.equal([{ pointer: "/a", detail: "is wrong" }]);
  });
});

describe("sealed secrets", () => {
  const box = secretBox(Buffer.alloc(32, 7));

  it("open where they were sealed and nowhere else (S19)", () => {
    const sealed = box.seal("segredo", "logins|password|1");
    expect(box.open(sealed, "logins|password|1")).to.equal("segredo");
    expect(() => box.open(sealed, "logins|password|2")).to.throw();
    expect(sealed.includes("segredo")).to.equal(false);
  });

  it("still open after the key was changed, and say that they are stale", () => {
    const old = box.seal("segredo", "logins|password|1");
    const rotated = secretBox(Buffer.alloc(32, 8), [Buffer.alloc(32, 7)]);
    expect(rotated.open(old, "logins|password|1")).to.equal("segredo");
    expect(rotated.isStale(old)).to.equal(true);
    expect(rotated.isStale(rotated.seal("segredo", "logins|password|1"))).to.equal(false);
    const without = secretBox(Buffer.alloc(32, 8));
    expect(() => without.open(old, "logins|password|1")).to.throw(/no key/);
  });
});

describe("names", () => {
  it("accept what RADIUS and mail both take, and nothing that an interpreter would act on", () => {
    expect(isLoginName("joao.silva")).to.equal(true);
    for (const bad of ["", ".a", "a..b", "a b", "a'b", "joão", "A", "a/b", "-x", "a\n"]) {
      expect(isLoginName(bad), bad).to.equal(false);
    }
    expect(isDomainName("exemplo.com.br")).to.equal(true);
    for (const bad of ["localhost", "a..b", "-a.b", "a_b.c", "a.b\n", "x".repeat(64) + ".br"]) {
      expect(isDomainName(bad), bad).to.equal(false);
    }
  });
});

describe("failpoints", () => {
  it("act on the pass they name", () => {
    const exits: number[] = [];
    const pass = failpoints("after_commit=exit@2", (code) => exits.push(code));
    pass("after_commit");
    expect(exits).to.deep.equal([]);
    pass("after_commit");
    expect(exits).to.deep.equal([99]);
    pass("other");
  });
});
