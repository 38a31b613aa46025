import { systemClock } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import type { NasEntry } from "../model/nas-table.ts";
import { sharedSecret } from "../protocol/authenticator.ts";
import { controlSender } from "./sender.ts";

const sockets = () =>
  process.getActiveResourcesInfo().filter((resource) => /^udp/i.test(resource)).length;

function nasWith(secret: string, id = "nas"): NasEntry {
  return {
    id,
    name: "NAS",
    address: "127.0.0.1",
    routingPointId: null,
    coaPort: 9,
    vendor: "mikrotik",
    requireMessageAuthenticator: true,
    proxy: false,
    key: sharedSecret(Buffer.from(secret)),
  };
}

describe("asking access servers", () => {
  it("keeps one source port for each, however often its secret is changed", async () => {
    const sender = controlSender(systemClock, { gapMs: 0, pausesMs: [5] });
    const before = sockets();
    const target = { username: "ana", acctSessionId: "1" };
    const names = { nasPortId: undefined, framedAddress: undefined };
    const order = { kind: "disconnect", target: { ...target, ...names } } as const;
    const asked = Array.from({ length: 20 }, (_, edit) =>
      sender.send(nasWith(`secret-${edit}`), order),
    );
    for (const { answer } of await Promise.all(asked)) expect(answer).to.equal("timeout");
    await sender.send(nasWith("another", "other"), order);
    expect(sockets() - before).to.equal(2);
    sender.close();
    await eventually(() => expect(sockets()).to.equal(before));
  });
});
