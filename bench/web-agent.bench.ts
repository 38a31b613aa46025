// A change of one site beside a thousand others on one nginx, while those are asked for without a pause.
import { setTimeout as pause } from "node:timers/promises";
import { applySites } from "../services/hosting/src/agent/apply-sites.ts";
import { aSite, startWebServer } from "../services/hosting/test/support/web-server.ts";
import { report } from "./lib/result.ts";

const count = Number(process.env["SITES"] ?? "1000");
const [askedMs, perSecond, changes, batch] = [2_000, 200, 20, 50];

const web = await startWebServer();
const sites = Array.from({ length: count }, () => aSite());
const began = performance.now();
for (let at = 0; at < count; at += batch)
  await applySites(web.parts(), sites.slice(at, at + batch));
const filledMs = performance.now() - began;

const [changed, ...others] = sites;
if (changed === undefined) throw new Error("there is no site");
let isAsking = true;
let answered = 0;
let failed = 0;
const asking = (async () => {
  const open: Promise<void>[] = [];
  const from = performance.now();
  for (let sent = 0; isAsking; sent++) {
    const name = others[sent % others.length]?.name ?? "";
    // An empty site answers 403: the web server did its part.
    const one = web.status(name).then(
      (code) => void (code === 403 ? answered++ : failed++),
      () => void failed++,
    );
    open.push(one);
    await pause(Math.max(0, from + ((sent + 1) * 1_000) / perSecond - performance.now()));
  }
  await Promise.all(open);
  return answered / ((performance.now() - from) / 1_000);
})();
const tookMs: number[] = [];
for (let change = 1; change <= changes; change++) {
  const start = performance.now();
  const state = change % 2 === 0 ? "on" : "suspended";
  await applySites(web.parts(), [{ ...changed, version: BigInt(change + 1), state }]);
  tookMs.push(performance.now() - start);
}
isAsking = false;
const rate = await asking;
await web.stop();

const p95 = tookMs.toSorted((a, b) => a - b)[Math.ceil(tookMs.length * 0.95) - 1] ?? 0;
report("web-agent", {
  claim: `A change of one of ${count} sites until nginx serves it (asked: ${askedMs} ms), with ${perSecond} requests/s to the others`,
  ours: `p95 ${p95.toFixed(0)} ms of ${changes}; ${rate.toFixed(0)} requests/s answered, ${failed} failed; all ${count} written in ${(filledMs / 1_000).toFixed(1)} s`,
  ratio: failed === 0 ? askedMs / p95 : 0,
  mustReach: 1,
});
