import { eventually } from "@isp/testing";
import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";

describe("a system whose processes die", () => {
  let torre: Torre;

  before(async function () {
    this.timeout(300_000);
    torre = await startTorre();
  });

  after(async function () {
    this.timeout(60_000);
    await torre?.stop();
  });

  const healthy = (withinMs: number) =>
    eventually(async () => expect((await torre.status()).healthy).to.equal(true), {
      withinMs,
      everyMs: 100,
    });

  it("starts each killed service again within a second, and is healthy soon after", async function () {
    this.timeout(120_000);
    for (const { name, pid } of (await torre.status()).services) {
      torre.killService(name);
      await eventually(() => expect(torre.process(name)?.pid).to.not.be.oneOf([pid, 0]), {
        withinMs: 1_000,
      });
      await healthy(15_000);
    }
  });

  it("heals from a killed database, and from one that stays away for a while", async function () {
    this.timeout(120_000);
    torre.killService("mariadb");
    await healthy(30_000);
    torre.holdService("mariadb");
    await eventually(async () => expect((await torre.status()).healthy).to.equal(false));
    torre.releaseService("mariadb");
    await healthy(30_000);
  });

  it("goes on while NATS is away", async function () {
    this.timeout(120_000);
    torre.holdService("nats");
    await eventually(() => expect(torre.process("nats")?.pid).to.equal(0));
    const { services } = await torre.status();
    expect(services.filter((one) => !one.healthy)).to.deep.equal([]);
    torre.releaseService("nats");
    await healthy(30_000);
  });

  it("takes everything down with it when it is stopped", async function () {
    this.timeout(60_000);
    const { services } = await torre.status();
    await torre.stop();
    for (const { pid } of services) {
      expect(() => process.kill(pid ?? 0, 0)).to.throw("ESRCH");
    }
  });
});
