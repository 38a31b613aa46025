import { expect } from "chai";
import { describe, it } from "mocha";
import { acceptedOf, acceptedSince, withAccepted } from "./accepted-sets.ts";
import type { RecordSet } from "./zone.ts";
import { comparedSets, sameSets } from "./zone-sets.ts";

const set = (name: string, type: RecordSet["type"], ...records: string[]): RecordSet => ({
  name,
  type,
  ttl: 300,
  records,
});
const planned = [set("a.br.", "A", "192.0.2.1"), set("a.br.", "TXT", '"v=spf1 -all"')];

describe("records that were accepted as they are on the server", () => {
  it("stand for what was planned: changed, added and taken away", () => {
    const found = [set("a.br.", "A", "192.0.2.9"), set("x.a.br.", "A", "192.0.2.8")];
    const wanted = withAccepted(planned, acceptedOf(planned, found));
    expect(sameSets(wanted, found)).to.equal(true);
  });

  it("give way to what is planned anew, each by itself", () => {
    const found = [set("a.br.", "A", "192.0.2.9"), set("a.br.", "TXT", '"prova"')];
    const accepted = acceptedOf(planned, found);
    const anew = [set("a.br.", "A", "192.0.2.2"), set("a.br.", "TXT", '"v=spf1 -all"')];
    const wanted = withAccepted(anew, accepted);
    expect(wanted).to.deep.include(set("a.br.", "A", "192.0.2.2"));
    expect(wanted).to.deep.include(set("a.br.", "TXT", '"prova"'));
  });

  it("give way to a host that is added under their name", () => {
    const accepted = acceptedOf(planned, [...planned, set("x.a.br.", "A", "192.0.2.8")]);
    const host = set("x.a.br.", "A", "192.0.2.3");
    expect(withAccepted([...planned, host], accepted)).to.deep.equal([...planned, host]);
  });
});

describe("accepting while something has yet to be written", () => {
  const anew = [set("a.br.", "A", "192.0.2.2"), set("a.br.", "TXT", '"v=spf1 -all"')];

  it("keeps what was changed by hand, and writes what is planned anew", () => {
    const byHand = set("a.br.", "TXT", '"prova"');
    const found = [set("a.br.", "A", "192.0.2.1"), byHand];
    const accepted = acceptedSince({ planned: anew, last: planned, before: [] }, found);
    const expected = [set("a.br.", "A", "192.0.2.2"), byHand];
    expect(sameSets(withAccepted(anew, accepted), expected)).to.equal(true);
  });

  it("keeps what was accepted before, unless that was changed by hand again", () => {
    const first = [...planned, set("x.a.br.", "A", "192.0.2.8")];
    const before = acceptedOf(planned, first);
    const more = [...first, set("y.a.br.", "A", "192.0.2.9")];
    const accepted = acceptedSince({ planned, last: first, before }, more);
    expect(sameSets(withAccepted(planned, accepted), more)).to.equal(true);
    const without = acceptedSince({ planned, last: first, before }, planned);
    expect(sameSets(withAccepted(planned, without), planned)).to.equal(true);
  });
});

describe("a zone beside what is wanted of it", () => {
  it("says of every set what it is, whatever the order of records and the serial", () => {
    const soa = (serial: number) => set("a.br.", "SOA", `ns. mail. ${serial} 1 1 1 1`);
    const wanted = [soa(0), set("a.br.", "NS", "x.", "y."), set("a.br.", "A", "192.0.2.1")];
    const found = [soa(2026), set("a.br.", "NS", "y.", "x."), set("b.a.br.", "A", "192.0.2.2")];
    const states = comparedSets(wanted, found).map(({ name, type, state }) => [name, type, state]);
    expect(states).to.deep.equal([
      ["a.br.", "A", "missing"],
      ["a.br.", "NS", "same"],
      ["a.br.", "SOA", "same"],
      ["b.a.br.", "A", "extra"],
    ]);
  });
});
