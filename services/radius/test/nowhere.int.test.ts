import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { OwnProcess } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { signAccessRequest, sharedSecret } from "../src/protocol/authenticator.ts";
import { acctStatus, attributeNumber, packetCode } from "../src/protocol/codes.ts";
import { begin, packetWriter, putOctets, putText } from "../src/protocol/writer.ts";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { type ServiceProcess, serviceProcess } from "./support/service-process.ts";
import { nasSecret, type Stand, startStand } from "./support/stand.ts";

/** No socket sends from port 0; whoever writes his datagrams himself does. */
const fromPortZero = `
import socket, struct, sys
port, packets = int(sys.argv[1]), sys.argv[2:]
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP)
for packet in map(bytes.fromhex, packets):
    raw.sendto(struct.pack("!HHHH", 0, port, 8 + len(packet), 0) + packet, ("127.0.0.1", 0))
`;

describe("datagrams that nobody can be answered", function () {
  this.timeout(60_000);
  let stand: Stand;
  let service: ServiceProcess;
  let running: OwnProcess;
  let nas: AccessServer;

  before(async function () {
    // Datagrams of one's own making are for root.
    if (process.getuid?.() !== 0) this.skip();
    stand = await startStand();
    service = await serviceProcess(stand);
    running = service.start();
    await service.ready();
    const { authPort, acctPort } = service;
    nas = await openAccessServer({ authPort, acctPort, secret: nasSecret, waitMs: 3_000 });
  });
  after(async () => {
    nas?.close();
    running?.signal("SIGTERM");
    await running?.ended;
    await stand?.stop();
  });

  const send = (port: number, packets: readonly Buffer[]) =>
    execFileSync("python3", [
      "-c",
      fromPortZero,
      `${port}`,
      ...packets.map((packet) => packet.toString("hex")),
    ]);

  function accessRequest(identifier: number): Buffer {
    const writer = packetWriter();
    const random = randomBytes(16);
    begin(writer, packetCode.accessRequest, identifier);
    putText(writer, attributeNumber.userName, "nobody");
    putOctets(writer, attributeNumber.userPassword, randomBytes(16));
    return Buffer.from(signAccessRequest(writer, random, sharedSecret(Buffer.from(nasSecret))));
  }

  it("S14: a request from port 0 is passed over, and the next ones are served", async () => {
    // From the fourth rejection on an answer waits, and fails where nobody catches it.
    send(
      service.authPort,
      Array.from({ length: 8 }, (_, index) => accessRequest(index)),
    );
    send(service.acctPort, [
      nas.accountingRequest(acctStatus.start, [
        { name: "User-Name", value: "nowhere" },
        { name: "Acct-Session-Id", value: "nowhere" },
      ]),
    ]);
    const seen = await Promise.race([running.ended.then(() => "died"), nas.access("nobody", "x")]);
    expect(seen, "rejected, after the delay").to.include({ code: packetCode.accessReject });
    const start = [
      { name: "User-Name", value: "somewhere" },
      { name: "Acct-Session-Id", value: "somewhere" },
    ] as const;
    expect((await nas.account(acctStatus.start, start))?.code).to.equal(5);
  });
});
