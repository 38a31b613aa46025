import { expect } from "chai";
import { describe, it } from "mocha";
import { bankingDayFrom, isBankingDay, isNationalHoliday } from "./holidays.ts";

describe("national holidays", () => {
  it("are those of the law, Black Awareness since 2024", () => {
    for (const date of ["2026-01-01", "2026-04-21", "2026-12-25", "2024-11-20"])
      expect(isNationalHoliday(date), date).to.equal(true);
    for (const date of ["2026-01-02", "2023-11-20", "2026-02-17"])
      expect(isNationalHoliday(date), date).to.equal(false);
  });

  it("move with Easter on Good Friday", () => {
    for (const date of ["2000-04-21", "2024-03-29", "2025-04-18", "2026-04-03", "2038-04-23"])
      expect(isNationalHoliday(date), date).to.equal(true);
    expect(isNationalHoliday("2026-04-10")).to.equal(false);
  });
});

describe("banking days", () => {
  it("leave out weekends, national holidays, Carnival and Corpus Christi", () => {
    const resting = ["2026-02-14", "2026-02-15", "2026-02-16", "2026-02-17", "2026-06-04"];
    for (const date of [...resting, "2026-04-03", "2026-12-25"])
      expect(isBankingDay(date), date).to.equal(false);
    for (const date of ["2026-02-13", "2026-02-18", "2026-06-03", "2026-06-05"])
      expect(isBankingDay(date), date).to.equal(true);
  });

  it("follow the days that are none", () => {
    expect(bankingDayFrom("2026-02-14")).to.equal("2026-02-18");
    expect(bankingDayFrom("2020-12-25")).to.equal("2020-12-28");
    expect(bankingDayFrom("2026-06-05")).to.equal("2026-06-05");
  });
});
