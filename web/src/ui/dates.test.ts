import { expect } from "chai";
import {
  addMonths,
  daysBetween,
  formatDay,
  formatDuration,
  formatInstant,
  isDay,
  lastClosing,
  today,
  todayIn,
  typedDay,
} from "./dates.ts";

describe("civil dates", () => {
  it("are shown day first", () => {
    expect(formatDay("2007-05-21")).to.equal("21/05/2007");
  });

  it("come day first in instants of both languages", () => {
    for (const language of ["pt-BR", "en"]) {
      expect(formatInstant("2026-05-21T15:00:00Z", language)).to.match(/^21\/05\/2026/);
    }
  });

  it("are read as they are typed, with slashes or without", () => {
    expect(typedDay("21/05/2007")).to.equal("2007-05-21");
    expect(typedDay(" 1/2/2028 ")).to.equal("2028-02-01");
    expect(typedDay("29022028")).to.equal("2028-02-29");
    expect(typedDay(" ")).to.equal(undefined);
  });

  it("are kept as they were typed where there is no such day", () => {
    for (const text of [
      "31/02/2026",
      "29/02/2027",
      "00/05/2026",
      "amanhã",
      "21/05/26",
      "01/01/0026",
    ])
      expect(typedDay(text), text).to.equal(text);
    expect(["2026-02-31", "2026-05", "", "21/05/2026"].filter(isDay)).to.deep.equal([]);
  });

  it("count one end (D3)", () => {
    expect(daysBetween("2007-05-21", "2007-05-31")).to.equal(10);
  });

  it("stay within a shorter month when months are added", () => {
    expect(addMonths("2027-01-31", 1)).to.equal("2027-02-28");
    expect(addMonths("2026-11-22", 12)).to.equal("2027-11-22");
  });

  it("find the last closing, clamped to the month's end (D2)", () => {
    expect(lastClosing("2026-11-22", 31)).to.equal("2026-10-31");
    expect(lastClosing("2026-11-30", 31)).to.equal("2026-11-30");
    expect(lastClosing("2026-11-22", 10)).to.equal("2026-11-10");
    expect(lastClosing("2027-03-05", 31)).to.equal("2027-02-28");
  });

  it("are the operator's own day", () => {
    expect(today(new Date(2026, 0, 5, 23, 59))).to.equal("2026-01-05");
  });

  it("are a unit's own day where its time zone is another", () => {
    const lateEvening = new Date("2026-11-23T01:30:00Z");
    expect(todayIn("America/Sao_Paulo", lateEvening)).to.equal("2026-11-22");
    expect(todayIn("UTC", lateEvening)).to.equal("2026-11-23");
  });

  it("say a duration in its two largest units", () => {
    expect(formatDuration(59)).to.equal("0 min");
    expect(formatDuration(3_660)).to.equal("1 h 1 min");
    expect(formatDuration(90_000)).to.equal("1 d 1 h");
  });
});
