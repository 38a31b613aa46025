// One subscription with its login, from the click to the line: the answer of the API, and the first
// Access-Accept that a real RADIUS client gets.
import { startTorre } from "@isp/torre";
import { someCpf } from "../e2e/console/rest.ts";
import { apiOf, idOf } from "../e2e/story/api.ts";
import { connectNewcomer } from "../e2e/story/newcomer.ts";
import { radclient } from "../e2e/story/radius.ts";
import { percentile, report } from "./lib/result.ts";

const [warmUp, counted] = [10, 60];
const torre = await startTorre();
const status = await torre.status();
const api = apiOf(status);
const client = radclient(status);
const { businessUnitId, planId } = await connectNewcomer(api);
const unit = await api.get(`/business-units/${businessUnitId}`);
const city = String(unit.body["city"]);

const answered: number[] = [];
const connected: number[] = [];
for (let index = 0; index < warmUp + counted; index++) {
  const person = { name: `Cliente ${index}`, personType: "individual", document: someCpf(), city };
  const customerId = idOf(await api.post("/customers", person));
  const access = { username: `cliente-${index}`, password: "senha-segura" };
  const startedAt = performance.now();
  await api.post("/subscriptions", { customerId, planId, status: "enabled", access });
  const answeredAt = performance.now();
  while (client.authenticate(access.username, access.password) !== "Access-Accept") {
    if (performance.now() - startedAt > 10_000) throw new Error("was never accepted");
  }
  if (index < warmUp) continue;
  answered.push(answeredAt - startedAt);
  connected.push(performance.now() - startedAt);
}
await torre.stop();
const say = (values: readonly number[]) =>
  `p50 ${percentile(values, 0.5).toFixed(0)} ms, p95 ${percentile(values, 0.95).toFixed(0)} ms`;
report("subscription", {
  claim: `One enabled subscription with login and mailbox, end to end, ${counted} one after the other`,
  ours: `answered ${say(answered)}; first Access-Accept ${say(connected)}`,
});
process.exit(0);
