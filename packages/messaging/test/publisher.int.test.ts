import { newId } from "@isp/kernel";
import { eventually, startNats, type TestNats } from "@isp/testing";
import { headers } from "@nats-io/transport-node";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { connectNats, ensureStream, type Nats, streams } from "../src/index.ts";
import { publisher } from "../src/publisher.ts";

const [spec] = streams.filter(({ owner }) => owner === "radius");
const subject = "isp.radius.v1.login.created";

describe("what is published", function () {
  this.timeout(20_000);
  let server: TestNats;
  let nats: Nats;

  const about = (id: string) => {
    const given = headers();
    given.set("Nats-Msg-Id", id);
    return given;
  };
  const failureOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "none",
      (error: unknown) => String(error),
    );

  before(async () => {
    server = await startNats();
    nats = await connectNats({ url: server.url, name: "radius" });
    if (spec !== undefined) await ensureStream(nats.jsm, spec);
  });
  after(async () => {
    await nats.connection.close();
    await server.stop();
  });

  it("is kept once, in the order in which it was published", async () => {
    const ids = Array.from({ length: 500 }, () => newId());
    const told = await Promise.all(
      [...ids, ...ids].map((id) => nats.publisher.publish(subject, "{}", about(id))),
    );
    const places = ids.map((_, index) => index + 1);
    expect(told.map(({ sequence }) => sequence)).to.deep.equal([...places, ...places]);
    const copies = told.map(({ isDuplicate }) => isDuplicate);
    expect(copies.indexOf(true)).to.equal(ids.length);
    expect(copies.lastIndexOf(false)).to.equal(ids.length - 1);
  });

  it("fails at once where no stream takes its subject", async () => {
    const failure = await failureOf(
      nats.publisher.publish("isp.nobody.v1.x", "{}", about(newId())),
    );
    expect(failure).to.match(/no stream takes it: 503/);
  });

  it("fails with what the stream says where it is refused", async () => {
    const given = about(newId());
    given.set("Nats-Expected-Stream", "ANOTHER");
    expect(await failureOf(nats.publisher.publish(subject, "{}", given))).to.match(
      /expected stream does not match/,
    );
  });

  it("fails when the server is gone for as long as it may take, and is published again later", async () => {
    const impatient = publisher(nats.connection, "_INBOX_radius", 200);
    await server.kill();
    expect(await failureOf(impatient.publish(subject, "{}", about(newId())))).to.match(
      /no stream acknowledged within 200 ms/,
    );
    await server.start();
    const told = await eventually(() => impatient.publish(subject, "{}", about(newId())));
    expect(told.stream).to.equal("RADIUS");
  });
});
