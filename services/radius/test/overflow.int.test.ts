import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { acctStatus } from "../src/protocol/codes.ts";
import { type ServiceProcess, serviceProcess } from "./support/service-process.ts";
import { type Stand, startStand } from "./support/stand.ts";

const ports = 80;
const perPort = 250;
const sent = ports * perPort;

/** A Start from a port of its own; its identifier tells which one an answer is about. */
type Packet = { readonly name: string; readonly socket: Socket; readonly bytes: Buffer };

describe("more datagrams than the buffer of a port takes", function () {
  this.timeout(120_000);
  let stand: Stand;
  let service: ServiceProcess;
  const sockets: Socket[] = [];
  const packets: Packet[] = [];
  const acknowledged = new Set<string>();

  before(async () => {
    stand = await startStand();
    service = await serviceProcess(stand);
    for (let port = 0; port < ports; port += 1) {
      const socket = createSocket("udp4");
      socket.bind(0, "127.0.0.1");
      await once(socket, "listening");
      sockets.push(socket);
      const names = new Map<number, string>();
      for (let index = 0; index < perPort; index += 1) {
        const name = `flood-${port}-${index}`;
        const bytes = stand.nas.accountingRequest(acctStatus.start, [
          { name: "User-Name", value: name },
          { name: "Acct-Session-Id", value: name },
        ]);
        names.set(bytes.readUInt8(1), name);
        packets.push({ name, socket, bytes });
      }
      socket.on("message", (reply) => acknowledged.add(names.get(reply.readUInt8(1)) ?? "nobody"));
    }
  });
  after(async () => {
    for (const socket of sockets) socket.close();
    await stand.stop();
  });

  /** Into the kernel, as fast as it takes them. */
  const send = (some: readonly Packet[]) =>
    Promise.all(
      some.map(
        ({ socket, bytes }) =>
          new Promise<void>((resolve) =>
            socket.send(bytes, service.acctPort, "127.0.0.1", () => resolve()),
          ),
      ),
    );
  const dropped = () => service.metric("isp_radius_dropped_datagrams_total");
  const rows = async () => {
    const found = await stand.radius.context.db.query<{ username: string }[]>(
      "SELECT username FROM live_sessions WHERE username LIKE 'flood-%'",
    );
    return new Set(found.map(({ username }) => username));
  };

  /** By way of the spool, where the database is too slow for so many at once. */
  const areRecorded = () =>
    eventually(async () => expect(await rows()).to.deep.equal(acknowledged), {
      withinMs: 30_000,
      everyMs: 200,
    });

  it("R45: are dropped and counted, acknowledged never, and taken when they are sent again", async () => {
    const running = service.start();
    await service.ready();
    running.signal("SIGSTOP");
    await eventually(() =>
      expect(readFileSync(`/proc/${running.pid}/stat`, "utf8")).to.match(/\) T /),
    );
    await send(packets);
    running.signal("SIGCONT");
    await eventually(
      async () => expect((await dropped()) + acknowledged.size, "accounted for").to.equal(sent),
      { withinMs: 60_000, everyMs: 200 },
    );
    expect(await dropped()).to.be.greaterThan(0);
    await areRecorded();
    await eventually(
      async () => {
        await send(packets.filter(({ name }) => !acknowledged.has(name)).slice(0, 2_000));
        expect(acknowledged.size).to.equal(sent);
      },
      { withinMs: 60_000, everyMs: 200 },
    );
    await areRecorded();
    running.signal("SIGTERM");
    await running.ended;
  });
});
