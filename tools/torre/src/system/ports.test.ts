import { createServer } from "node:net";
import { expect } from "chai";
import { freeBase, isFree, portsFrom, tcpPorts } from "./ports.ts";

describe("the port plan", () => {
  it("follows from one number", () => {
    const ports = portsFrom(8420);
    expect(ports.gateway).to.equal(8420);
    expect(ports.grpc).to.deep.equal({
      plans: 8421,
      billing: 8422,
      mail: 8423,
      radius: 8424,
      hosting: 8425,
    });
    expect(ports.metrics.hosting).to.equal(8435);
    expect([ports.mariadb, ports.nats, ports.natsMonitor]).to.deep.equal([8450, 8451, 8452]);
    expect([ports.radiusAuth, ports.radiusAcct]).to.deep.equal([8460, 8461]);
  });

  it("names no port twice", () => {
    const all = tcpPorts(portsFrom(20_000)).map(({ port }) => port);
    expect(new Set(all).size).to.equal(all.length);
  });

  it("refuses a base that does not fit", () => {
    for (const base of [80, 65_500, 1.5, Number.NaN])
      expect(() => portsFrom(base)).to.throw(RangeError);
  });

  it("sees a taken port", async () => {
    const base = await freeBase();
    const server = createServer().listen(base, "127.0.0.1");
    await new Promise((listening) => server.once("listening", listening));
    expect(await isFree(base)).to.equal(false);
    await new Promise((closed) => server.close(closed));
    expect(await isFree(base)).to.equal(true);
  });
});
