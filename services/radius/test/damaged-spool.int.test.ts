import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSchema, eventually, startMariadb, type TestMariadb } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { type ServiceProcess, serviceProcess } from "./support/service-process.ts";
import { nasSecret, type Stand, startStand } from "./support/stand.ts";

const packets = 200;

describe("the spool of a process that died, damaged by its disk", function () {
  this.timeout(60_000);
  let mariadb: TestMariadb;
  let stand: Stand;
  let service: ServiceProcess;
  let nas: AccessServer;

  before(async () => {
    mariadb = await startMariadb();
    const { url } = await createSchema(mariadb.url);
    stand = await startStand({}, url);
    service = await serviceProcess(stand);
    const { authPort, acctPort } = service;
    nas = await openAccessServer({ authPort, acctPort, secret: nasSecret, waitMs: 4_000 });
  });
  after(async () => {
    mariadb.thaw();
    nas.close();
    await stand.stop();
    await mariadb.stop();
  });

  const names = Array.from({ length: packets }, (_, index) => `damaged-${1_000 + index}`);
  const filesOf = (ending: string) =>
    readdirSync(service.spool)
      .filter((name) => name.endsWith(ending))
      .map((name) => join(service.spool, name));

  it("R4, R5: brings all into their rows but the torn record and the one with a wrong octet, which is put aside", async () => {
    const dying = service.start();
    await service.ready();
    mariadb.freeze();
    for (const name of names) {
      const answer = await nas.account(acctStatus.start, [
        { name: "User-Name", value: name },
        { name: "Acct-Session-Id", value: name },
      ]);
      expect(answer?.code).to.equal(packetCode.accountingResponse);
    }
    dying.signal("SIGKILL");
    await dying.ended;

    // The end as a power cut leaves it in the middle of a write, and an octet as a bad disk gives it back.
    const [file = "", ...others] = filesOf(".spool");
    expect(others).to.deep.equal([]);
    truncateSync(file, statSync(file).size - 5);
    const bytes = readFileSync(file);
    const wrong = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(wrong) ^ 0x10, wrong);
    writeFileSync(file, bytes);

    mariadb.thaw();
    const risen = service.start();
    await service.ready();
    await eventually(
      async () => expect(await service.metric("isp_radius_spool_records")).to.equal(0),
      { withinMs: 30_000 },
    );
    expect(await service.metric("isp_radius_spool_parked_total")).to.equal(1);
    expect(await service.metric("isp_radius_spool_dropped_total")).to.equal(1);
    const rows = await stand.radius.context.db.query<{ username: string }[]>(
      "SELECT username FROM live_sessions WHERE username LIKE 'damaged-%' ORDER BY username",
    );
    const written = new Set(rows.map(({ username }) => username));
    expect(rows).to.have.length(packets - 2);
    const [corrupt = "", torn] = names.filter((name) => !written.has(name));
    expect(torn).to.equal(names.at(-1));
    const [aside = ""] = filesOf(".damaged");
    expect(readFileSync(aside).includes(corrupt), corrupt).to.equal(true);
    expect(filesOf(".spool")).to.deep.equal([]);
    risen.signal("SIGTERM");
    await risen.ended;
  });
});
