import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { NamedAttribute } from "../src/protocol/attributes.ts";
import { acctStatus } from "../src/protocol/codes.ts";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { aNas, nasSecret, operator, type Stand, startStand } from "./support/stand.ts";

const movedTo = "127.0.0.46";

describe("an access server behind NAT, whose port and address change", function () {
  this.timeout(60_000);
  let stand: Stand;
  let moved: AccessServer;

  before(async () => {
    stand = await startStand();
    const { authPort, acctPort } = stand.radius;
    moved = await openAccessServer({
      authPort,
      acctPort,
      secret: nasSecret,
      address: movedTo,
      waitMs: 500,
    });
  });
  after(async () => {
    moved.close();
    await stand.stop();
  });

  const reported = (seconds: number): NamedAttribute[] => [
    { name: "User-Name", value: "viaja" },
    { name: "Acct-Session-Id", value: "nat-1" },
    { name: "Acct-Session-Time", value: seconds },
  ];
  const rows = () =>
    stand.radius.context.db.query<{ session_seconds: string; nas_id: string }[]>(
      "SELECT session_seconds, nas_id FROM live_sessions WHERE username = 'viaja'",
    );

  it("R46: has one session, whichever ports its packets and their repetitions come from", async () => {
    const start = stand.nas.accountingRequest(acctStatus.start, reported(0));
    await eventually(async () => expect((await stand.nas.raw("acct", start))?.code).to.equal(5));
    // Each from a socket, and thus from a port, of its own.
    const repeated = Array.from({ length: 8 }, () => stand.nas.raw("acct", start));
    const answers = await Promise.all(repeated);
    expect(answers.map((answer) => answer?.code)).to.deep.equal(answers.map(() => 5));
    expect(await rows()).to.have.length(1);
  });

  it("R46: goes on with it from another address, once that is known to be its own", async () => {
    const interim = stand.nas.accountingRequest(acctStatus.interim, reported(600));
    expect(await moved.raw("acct", interim), "a stranger is told nothing").to.equal(undefined);
    const { nas } = await stand.network.getNas({ id: stand.nasId }, { caller: operator });
    await stand.network.updateNas(
      {
        requestId: newId(),
        nas: aNas({ ...nas, address: movedTo }),
        secret: "",
      },
      { caller: operator },
    );
    await eventually(async () => expect((await moved.raw("acct", interim))?.code).to.equal(5));
    expect(await rows()).to.deep.equal([{ session_seconds: "600", nas_id: stand.nasId }]);
  });
});
