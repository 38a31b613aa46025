import { expect } from "chai";
import { ipReply } from "../replies/ip-reply.ts";
import { type IpEntry, ipFor } from "./ips.ts";

const device = "020000000001";

describe("which of a login's IPs holds for a device", () => {
  const entry = (id: string, values: Partial<IpEntry> = {}, address: string | null = null) => {
    const empty = { netmask: "", dns1: "", dns2: "", message: "", speed: null };
    const reply = ipReply({ ...empty, address });
    const none = { loginId: "login", bindMac: false, macs: [], classId: null, poolId: null };
    return { id, version: 1n, ...none, devices: [], reply, ...values };
  };
  const bound = { bindMac: true, macs: [device] };

  it("C91: the one that names it, else the first that is bound to none", () => {
    const [named, free] = [entry("named", bound, "192.0.2.1"), entry("free", {}, "192.0.2.2")];
    expect(ipFor([free, named], device)?.id).to.equal("named");
    expect(ipFor([named, free], "020000000002")?.id).to.equal("free");
    expect(ipFor([named], "020000000002")).to.equal(undefined);
  });

  it("C90, C91: one that only binds, or that nothing is left of, hides no fixed address", () => {
    const fixed = entry("fixed", {}, "192.0.2.2");
    expect(ipFor([entry("binds", bound), fixed], device)?.id).to.equal("fixed");
    expect(ipFor([entry("cleared"), fixed], device)?.id).to.equal("fixed");
    const pooled = entry("pooled", { poolId: "class" });
    expect(ipFor([entry("binds", bound), pooled], device)?.id).to.equal("pooled");
  });
});
