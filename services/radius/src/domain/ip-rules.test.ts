import { expect } from "chai";
import { checkIp } from "./ip-rules.ts";
import type { IpSettings } from "./ip.ts";
import type { IpClass } from "./network-lists.ts";

describe("what an IP may be", () => {
  const settings: IpSettings = {
    loginId: "login",
    routingPointId: null,
    address: null,
    ipClassId: "class",
    netmask: "",
    dns1: "",
    dns2: "",
    gateway: "",
    firewallRule: "",
    proxy: false,
    publicIp: false,
    networkAllowed: false,
    bindMac: false,
    macs: [],
    speed: null,
    message: "",
    notes: "",
  };
  const ipClass = (cidr: string, gateway = "") => ({ cidr, gateway }) as IpClass;
  const fix = (address: string, of: IpClass) => () => checkIp({ ...settings, address }, of);

  it("C90: no customer gets the gateway, the network's own address or the broadcast of a class", () => {
    const office = ipClass("100.70.0.0/24", "100.70.0.1");
    for (const address of ["100.70.0.0", "100.70.0.1", "100.70.0.255"])
      expect(fix(address, office), address)
        .to.throw()
        .with.property("code", "radius.field_invalid");
    for (const address of ["100.70.0.2", "100.70.0.254"])
      expect(fix(address, office), address).to.not.throw();
  });

  it("C90: a class of one or two addresses has neither network nor broadcast (RFC 3021)", () => {
    expect(fix("192.0.2.0", ipClass("192.0.2.0/31"))).to.not.throw();
    expect(fix("192.0.2.1", ipClass("192.0.2.0/31"))).to.not.throw();
    expect(fix("192.0.2.7", ipClass("192.0.2.7/32"))).to.not.throw();
  });
});
