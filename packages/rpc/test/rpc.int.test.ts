import { mail } from "@isp/contracts";
import { defineErrors } from "@isp/kernel";
import { testIdentities } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import {
  type Caller,
  type Channel,
  type RpcServer,
  noLimits,
  rpcChannel,
  rpcServer,
  serviceCaller,
  withDeadline,
} from "../src/index.ts";

const refuse = defineErrors("rpc_test", {
  gone: { kind: "not_found", title: "Gone" },
});

const operator: Caller = {
  service: "gateway",
  operatorId: "op-1",
  operatorName: "Ana",
  permissions: new Set(["customers.read"]),
  limits: { ...noLimits, backDatingDays: 5 },
  units: ["u1"],
};

describe("calls between services", () => {
  const identity = testIdentities("mail", "gateway", "radius", "billing");
  let server: RpcServer;
  let address: string;
  let seen: Caller | undefined;
  const channels: Channel[] = [];

  const client = (as: keyof typeof identity) => {
    const channel = rpcChannel("mail", address, identity[as]);
    channels.push(channel);
    return channel.client(mail.MailboxServiceService);
  };

  before(async () => {
    server = rpcServer(identity.mail, () => undefined);
    server.add(mail.MailboxServiceService, {
      async getMailbox({ id }, caller) {
        seen = caller;
        if (id === "gone") throw refuse.gone("It is gone.", { details: { id } });
        if (id === "bug") throw new Error("secret inner text");
        return { mailbox: undefined, usage: undefined };
      },
      async createMailbox() {
        return { mailbox: undefined, additionalFeeCents: 0n };
      },
      async reserveMailbox() {
        return { mailboxId: "m1" };
      },
      async reserveMailboxes() {
        return {};
      },
      async releaseMailbox() {
        return {};
      },
      async renameLoginMailbox() {
        return {};
      },
      async deleteLoginMailbox() {
        return {};
      },
      async changeMailboxPassword() {
        return { mailbox: undefined, usage: undefined };
      },
    });
    address = `127.0.0.1:${await server.listen(0)}`;
  });

  after(async () => {
    for (const channel of channels) channel.close();
    await server.drain(500);
  });

  const code = async (attempt: Promise<unknown>) => {
    try {
      await attempt;
      return "ok";
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it("carry the operator that the gateway calls for", async () => {
    await client("gateway").getMailbox({ id: "1" }, { caller: operator });
    expect(seen?.operatorName).to.equal("Ana");
    expect(seen?.units).to.deep.equal(["u1"]);
  });

  it("are refused to an operator without the permission", async () => {
    const caller = { ...operator, permissions: new Set<string>() };
    expect(await code(client("gateway").getMailbox({ id: "1" }, { caller }))).to.equal(
      "rpc.permission_missing",
    );
  });

  it("are refused to a service that the proto does not name (S63)", async () => {
    expect(await code(client("billing").getMailbox({ id: "1" }))).to.equal("rpc.caller_refused");
  });

  it("do not believe an operator from any certificate but the gateway's", async () => {
    const forged = { ...operator, permissions: new Set(["*"]) };
    expect(await code(client("radius").getMailbox({ id: "1" }, { caller: forged }))).to.equal(
      "rpc.caller_refused",
    );
  });

  it("let a named service call for itself", async () => {
    const reserved = await client("radius").reserveMailbox(
      mail.ReserveMailboxRequest.fromPartial({}),
    );
    expect(reserved.mailboxId).to.equal("m1");
    expect(serviceCaller("radius").units).to.equal("all");
  });

  it("bring a refusal across with its code and details", async () => {
    try {
      await client("gateway").getMailbox({ id: "gone" }, { caller: operator });
      expect.fail("was not refused");
    } catch (error) {
      expect(error).to.include({ code: "rpc_test.gone", kind: "not_found" });
      expect(error).to.have.deep.property("details", { id: "gone" });
    }
  });

  it("say nothing about a bug but that there was one", async () => {
    try {
      await client("gateway").getMailbox({ id: "bug" }, { caller: operator });
      expect.fail("was not refused");
    } catch (error) {
      expect(String(error)).to.not.contain("secret inner text");
    }
  });

  it("end before the call that they are made for", async () => {
    const channel = rpcChannel("mail", "127.0.0.1:1", identity.gateway);
    const mailboxes = channel.client(mail.MailboxServiceService);
    const startedAt = Date.now();
    const attempt = withDeadline(startedAt + 300, () =>
      mailboxes.getMailbox({ id: "1" }, { caller: operator, deadlineMs: 5_000 }),
    );
    expect(await code(attempt)).to.equal("mail.unavailable");
    expect(Date.now() - startedAt).to.be.below(1_500);
    channel.close();
  });

  it("become unavailable when the other side is away, within the deadline", async () => {
    const channel = rpcChannel("mail", "127.0.0.1:1", identity.gateway);
    const mailboxes = channel.client(mail.MailboxServiceService);
    const attempt = mailboxes.getMailbox({ id: "1" }, { caller: operator, deadlineMs: 500 });
    expect(await code(attempt)).to.equal("mail.unavailable");
    channel.close();
  });
});
