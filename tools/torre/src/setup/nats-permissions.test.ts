import { expect } from "chai";
import { serviceNames } from "../system/services.ts";
import { permissionsOf } from "./nats-permissions.ts";
import { loadTopology } from "./topology.ts";

describe("what a service may do on NATS", () => {
  it("never covers the whole JetStream API or another's facts", async () => {
    const topology = await loadTopology();
    for (const name of serviceNames) {
      const { publish } = permissionsOf(name, topology);
      expect(publish, name)
        .to.not.include("$JS.>")
        .and.not.include("$JS.API.>")
        .and.not.include(">");
      const facts = publish.filter((subject) => subject.startsWith("isp."));
      expect(facts, name).to.deep.equal([`isp.${name}.v1.>`]);
    }
  });

  it("covers its own durables with their filter, and no other's", async () => {
    const topology = await loadTopology();
    for (const { durable, stream, filter, owner } of topology.durables) {
      const subject = `$JS.API.CONSUMER.CREATE.${stream}.${durable}.${filter}`;
      for (const name of serviceNames) {
        expect(
          permissionsOf(name, topology).publish.includes(subject),
          `${name} ${subject}`,
        ).to.equal(name === owner);
      }
    }
  });

  it("covers the making of its own streams alone", async () => {
    const topology = await loadTopology();
    const { publish } = permissionsOf("radius", topology);
    const made = publish.filter((subject) => subject.startsWith("$JS.API.STREAM.CREATE."));
    expect(made).to.have.members([
      "$JS.API.STREAM.CREATE.RADIUS",
      "$JS.API.STREAM.CREATE.SESSIONS",
    ]);
  });

  it("hears its own answers; the gateway every fact besides, RADIUS what its replicas changed", async () => {
    const topology = await loadTopology();
    expect(permissionsOf("mail", topology).subscribe).to.deep.equal(["_INBOX_mail.>"]);
    const replicas = permissionsOf("radius", topology).subscribe.slice(1);
    for (const subject of replicas) expect(subject).to.match(/^isp\.radius\.v1\.[a-z.]+\.>$/);
    expect(permissionsOf("gateway", topology).subscribe).to.deep.equal([
      "_INBOX_gateway.>",
      "isp.>",
    ]);
  });
});
