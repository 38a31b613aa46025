import { expect } from "chai";
import type { Item } from "../../api/customers.ts";
import { formToBody, type Ip, ipToForm, isRateMissing, newIpForm } from "./ip-form.ts";

const login = (id: string, main: boolean) => ({ id, kind: "login", main }) as Item;
const ipClass = {
  id: "c",
  netmask: "255.255.252.0",
  dns1: "100.64.0.2",
  dns2: "",
  gateway: "100.64.0.1",
};

describe("the form of an IP", () => {
  it("begins with what its class gives, for the main login (C90)", () => {
    const form = newIpForm({ routingPointId: "p" }, [login("1", false), login("2", true)], ipClass);
    expect(form).to.include({ loginId: "2", routingPointId: "p", address: "0.0.0.0" });
    expect(form).to.include({ netmask: "255.255.252.0", dns1: "100.64.0.2", ipClassId: "c" });
  });

  it("leaves out the MAC addresses that were not typed (C91)", () => {
    const macs = [" 02:00:00:00:00:01 ", undefined, "", "02-00-00-00-00-02", undefined];
    expect(formToBody({ macs })).to.deep.include({
      macs: ["02:00:00:00:00:01", "02-00-00-00-00-02"],
      address: "0.0.0.0",
      loginId: null,
    });
  });

  it("sets a speed where both ways are given, and else leaves it to the plan (C92)", () => {
    const businessHours = { downKbps: 20_000, upKbps: 10_000 };
    const otherHours = businessHours;
    expect(formToBody({ speed: { businessHours } })).to.deep.include({
      speed: { businessHours, otherHours },
    });
    expect(formToBody({ speed: {} })).to.include({ speed: null });
  });

  it("drops no speed that was typed in half: the other way is missing (C92)", () => {
    const half = { businessHours: { downKbps: 20_000, upKbps: null } };
    expect(isRateMissing(half, "businessHours", "upKbps")).to.equal(true);
    expect(isRateMissing(half, "businessHours", "downKbps")).to.equal(false);
    expect(isRateMissing(half, "otherHours", "upKbps")).to.equal(false);
    const night = { otherHours: { downKbps: 20_000, upKbps: 10_000 } };
    expect(isRateMissing(night, "businessHours", "downKbps")).to.equal(true);
    expect(isRateMissing(night, "otherHours", "downKbps")).to.equal(false);
    expect(isRateMissing(undefined, "businessHours", "downKbps")).to.equal(false);
  });

  it("gives back what it was opened with (C90)", () => {
    const ip = {
      address: "100.64.1.7",
      macs: ["020000000001"],
      routingPointId: null,
      loginId: "1",
      ipClassId: null,
      speed: null,
      message: "",
    } as unknown as Ip;
    const form = ipToForm(ip);
    expect(form.macs?.[0]).to.equal("02:00:00:00:00:01");
    expect(formToBody(form)).to.deep.include({ address: "100.64.1.7", loginId: "1", speed: null });
  });
});
