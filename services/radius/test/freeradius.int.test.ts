import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "node:tls";
import { newId } from "@isp/kernel";
import { eventually, testIdentities, temporaryFolder } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import {
  putMessageAuthenticator,
  sharedSecret,
  signAccessRequest,
} from "../src/protocol/authenticator.ts";
import { attributeNumber, packetCode } from "../src/protocol/codes.ts";
import { encodeUserPassword } from "../src/protocol/user-password.ts";
import { begin, packetWriter, putOctets, putText } from "../src/protocol/writer.ts";
import { type RunningRadius, startRadius } from "../src/service.ts";
import { openAccessServer } from "./support/access-server.ts";
import { type FreeRadius, outputOf, proxySecret, startFreeRadius } from "./support/freeradius.ts";
import {
  aNas,
  broadband,
  nasSecret,
  operator,
  type Reserved,
  type Stand,
  startStand,
} from "./support/stand.ts";

const front = "127.0.0.4";

describe("FreeRADIUS in front of two replicas", function () {
  this.timeout(60_000);
  const { freeradius: identity } = testIdentities("freeradius");
  let stand: Stand;
  let replica: Stand["config"];
  let homes: RunningRadius[] = [];
  let freeradius: FreeRadius;
  let login: Reserved;

  before(async () => {
    stand = await startStand();
    // Each replica has a spool of its own, or none.
    replica = { ...stand.config, RADIUS_SPOOL_DIR: undefined };
    homes = [await startRadius(replica), await startRadius(replica)];
    const nas = aNas({ name: "FreeRADIUS", address: front, proxy: true });
    const request = { requestId: newId(), nas, secret: proxySecret };
    await stand.network.createNas(request, { caller: operator });
    // The clients of this test name different devices and access servers; all are the same customer.
    const plan = { ...broadband, simultaneousUse: 0 };
    login = await stand.reserve({ plan });
    const { subscriptionId } = login;
    await stand.decide("registered", {
      subscriptionId,
      service: "on",
      version: 1n,
      kind: "register",
      plan,
    });
    freeradius = await startFreeRadius({
      host: front,
      homes: homes as [RunningRadius, RunningRadius],
      nasSecret,
      identity,
    });
    await eventually(async () => expect(await radtest("pap")).to.include("Access-Accept"));
  });
  after(async () => {
    await freeradius?.stop();
    for (const home of homes) await home.stop();
    await stand?.stop();
  });

  const radtest = (method: string, password = login.password) =>
    outputOf("radtest", [
      "-t",
      method,
      login.username,
      password,
      `${front}:${freeradius.authPort}`,
      "10",
      nasSecret,
    ]);

  async function eapolTest(method: string, inner: string, password = login.password) {
    const folder = temporaryFolder("eapol");
    const file = join(folder, "eapol.conf");
    const lines = [
      "key_mgmt=IEEE8021X",
      `eap=${method}`,
      `identity="${login.username}"`,
      `password="${password}"`,
      `phase2="auth=${inner}"`,
      `ca_cert="${identity.caFile}"`,
    ];
    writeFileSync(file, `network={\n${lines.join("\n")}\n}\n`);
    const args = ["-c", file, "-a", front, "-p", String(freeradius.authPort), "-s", nasSecret];
    return outputOf("eapol_test", [...args, "-t", "10"]);
  }

  for (const method of ["pap", "chap", "mschap"])
    it(`passes ${method} on, and what was decided back`, async () => {
      expect(await radtest(method)).to.include("Received Access-Accept");
      expect(await radtest(method, "errada")).to.include("Received Access-Reject");
    });

  for (const [method, inner] of [
    ["PEAP", "MSCHAPV2"],
    ["TTLS", "PAP"],
    ["TTLS", "MSCHAPV2"],
  ] as const)
    it(`ends ${method} with ${inner} for eapol_test, keys included`, async () => {
      const output = await eapolTest(method, inner);
      expect(output.slice(-2_000)).to.match(/\nSUCCESS\s*$/);
      expect(await eapolTest(method, inner, "errada")).to.match(/\nFAILURE\s*$/);
    });

  it("takes RadSec from who has a certificate of ours, and from nobody else", async () => {
    const reply = await overRadSec({ cert: identity.certFile, key: identity.keyFile });
    expect(reply?.[0]).to.equal(packetCode.accessAccept);
    expect(await overRadSec()).to.equal(undefined);
  });

  /** RFC 6614: the same packets one after another in TLS, with "radsec" for a secret. */
  async function overRadSec(files?: { cert: string; key: string }): Promise<Buffer | undefined> {
    const key = sharedSecret(Buffer.from("radsec"));
    const random = randomBytes(16);
    const writer = packetWriter();
    begin(writer, packetCode.accessRequest, 1);
    putMessageAuthenticator(writer);
    putText(writer, attributeNumber.userName, login.username);
    const hidden = encodeUserPassword(Buffer.from(login.password), random, key)!;
    putOctets(writer, attributeNumber.userPassword, hidden);
    putOctets(writer, attributeNumber.nasIpAddress, Buffer.from([127, 0, 0, 1]));
    const socket = connect({
      host: front,
      port: freeradius.radsecPort,
      ca: readFileSync(identity.caFile),
      servername: "freeradius",
      ...(files && { cert: readFileSync(files.cert), key: readFileSync(files.key) }),
    });
    socket.write(signAccessRequest(writer, random, key));
    const answer = once(socket, "data").then(([bytes]) => bytes as Buffer);
    const refused = once(socket, "close").then(() => undefined);
    const outcome = await Promise.race([answer, refused]).catch(() => undefined);
    socket.destroy();
    return outcome;
  }

  it("says itself which access server asks, whatever that one says of itself", async () => {
    const other = aNas({ name: "Alheia", address: "127.0.77.1" });
    await stand.network.createNas(
      { requestId: newId(), nas: other, secret: nasSecret },
      { caller: operator },
    );
    const acctSessionId = newId();
    const claims = ["127.0.77.1", "Alheia"];
    const account = () =>
      outputOf(
        "radclient",
        ["-x", "-r", "1", "-t", "5", `${front}:${freeradius.acctPort}`, "acct", nasSecret],
        `User-Name = "${login.username}"\nAcct-Status-Type = Start
Acct-Session-Id = "${acctSessionId}"\nNAS-IP-Address = ${claims[0]}\nNAS-Identifier = ${claims[1]}`,
      );
    for (const { authPort, acctPort } of homes) {
      const ports = { authPort, acctPort, address: other.address };
      const nas = await openAccessServer({ ...ports, secret: nasSecret });
      await eventually(async () =>
        expect(await nas.access("nobody", "x", { patienceMs: 200 })).to.be.an("object"),
      );
      nas.close();
    }
    expect(await account()).to.include("Received Accounting-Response");
    const rows = await stand.radius.context.db.query(
      "SELECT nas_id FROM live_sessions WHERE acct_session_id = ?",
      [acctSessionId],
    );
    expect(rows).to.deep.equal([{ nas_id: stand.nasId }]);
  });

  it("takes no plain password without a Message-Authenticator", async () => {
    const random = randomBytes(16);
    const writer = packetWriter();
    begin(writer, packetCode.accessRequest, 1);
    putText(writer, attributeNumber.userName, login.username);
    const key = sharedSecret(Buffer.from(nasSecret));
    putOctets(
      writer,
      attributeNumber.userPassword,
      encodeUserPassword(Buffer.from(login.password), random, key)!,
    );
    const request = Buffer.from(signAccessRequest(writer, random, key));
    const socket = createSocket("udp4");
    socket.send(request, freeradius.authPort, front);
    const answer = once(socket, "message").then(() => "answered");
    const silence = new Promise((resolve) => setTimeout(resolve, 1_000, "silent"));
    expect(await Promise.race([answer, silence])).to.equal("silent");
    socket.close();
  });

  it("keeps accounting while no replica answers, and sends it when one does", async function () {
    this.timeout(120_000);
    const acctSessionId = newId();
    const [{ authPort, acctPort }] = homes as [RunningRadius];
    for (const home of homes.splice(0)) await home.stop();
    const sent = await outputOf(
      "radclient",
      ["-x", "-r", "5", "-t", "3", `${front}:${freeradius.acctPort}`, "acct", nasSecret],
      `User-Name = "${login.username}"\nAcct-Status-Type = Start\nAcct-Session-Id = "${acctSessionId}"`,
    );
    expect(sent, "answered once it was kept").to.include("Received Accounting-Response");
    homes.push(
      await startRadius({
        ...replica,
        RADIUS_AUTH_PORT: authPort,
        RADIUS_ACCT_PORT: acctPort,
      }),
    );
    await eventually(
      () => {
        const started = stand.said("isp.radius.v1.session.started");
        expect(started.map((fact) => fact["acctSessionId"])).to.include(acctSessionId);
      },
      { withinMs: 60_000 },
    );
  });
});
