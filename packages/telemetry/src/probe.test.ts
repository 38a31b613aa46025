import { expect } from "chai";
import { describe, it } from "mocha";
import { Registry } from "prom-client";
import { startProbe } from "./probe.ts";

describe("the probe of a process", () => {
  it("says that it is not ready while what it depends on is silent, asks that once, and hears it again", async () => {
    let asked = 0;
    let isSilent = true;
    let answer: (isReady: boolean) => void = () => undefined;
    const probe = await startProbe({
      port: 0,
      registry: new Registry(),
      readyWithinMs: 20,
      ready() {
        asked += 1;
        return isSilent ? new Promise((resolve) => (answer = resolve)) : true;
      },
    });
    const status = async (path: string) =>
      (await fetch(`http://127.0.0.1:${probe.port}/${path}`)).status;
    expect([await status("readyz"), await status("readyz")]).to.deep.equal([503, 503]);
    expect(await status("healthz"), "alive").to.equal(200);
    expect(asked).to.equal(1);
    isSilent = false;
    answer(true);
    expect(await status("readyz")).to.equal(200);
    await probe.close();
  });
});
