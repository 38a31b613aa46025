// A suspension, from the click to the Disconnect-Request that the customer's access server receives.
import { startTorre } from "@isp/torre";
import { someCpf } from "../e2e/console/rest.ts";
import { type Nas, openNas } from "../e2e/nas/nas.ts";
import { valueOf } from "../e2e/nas/value-of.ts";
import { apiOf, idOf } from "../e2e/story/api.ts";
import { connectNewcomer } from "../e2e/story/newcomer.ts";
import { percentile, report } from "./lib/result.ts";

const [warmUp, counted] = [5, 60];
const [address, secret, password] = ["127.0.88.9", "segredo-da-nas-da-medida", "senha-segura"];
const patienceMs = 10_000;

const torre = await startTorre();
const status = await torre.status();
const api = apiOf(status);
const nas = await openNas({ radius: status.radius, secret, address });
const { coaPort } = nas;
await api.post("/nas", { name: "BRAS", address, secret, vendor: "mikrotik", coaPort });
const { businessUnitId, planId } = await connectNewcomer(api);
const unit = await api.get(`/business-units/${businessUnitId}`);
const city = String(unit.body["city"]);

const asked: number[] = [];
const ended: number[] = [];
for (let index = 0; index < warmUp + counted; index += 1) {
  const customer = {
    name: `Cliente ${index}`,
    personType: "individual",
    document: someCpf(),
    city,
  };
  const customerId = idOf(await api.post("/customers", customer));
  const access = { username: `cliente-${index}`, password };
  const sale = { customerId, planId, status: "enabled", access };
  const path = `/subscriptions/${idOf(await api.post("/subscriptions", sale))}`;
  const session = await until(() => nas.connect(access.username, password));
  const login = await until(async () => {
    const { body } = await api.get(path);
    const items = body["items"] as readonly { readonly kind: string; readonly id: string }[];
    return items.find(({ kind }) => kind === "login");
  });
  const startedAt = performance.now();
  await api.post(`${path}/suspend`, {});
  await until(() => isAsked(nas, session.acctSessionId));
  const askedAt = performance.now();
  await until(async () => (await api.get(`/logins/${login.id}/connection`)).status === 404);
  if (index < warmUp) continue;
  asked.push(askedAt - startedAt);
  ended.push(performance.now() - startedAt);
}
nas.close();
await torre.stop();

const say = (values: readonly number[]) =>
  `p50 ${percentile(values, 0.5).toFixed(0)} ms, p95 ${percentile(values, 0.95).toFixed(0)} ms`;
report("radius-disconnect", {
  claim: `A customer who is online is suspended, ${counted} one after the other: p95 at most 1000 ms`,
  ours: `Disconnect-Request ${say(asked)}; session over on the NAS's word ${say(ended)}`,
});
process.exit(percentile(asked, 0.95) <= 1_000 ? 0 : 1);

/** Looks every 2 ms, which the figures carry. */
async function until<Value>(look: () => Value | Promise<Value>): Promise<NonNullable<Value>> {
  for (const startedAt = performance.now(); performance.now() - startedAt < patienceMs; ) {
    const value = await look();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error("never came about");
}

function isAsked({ asked: requests }: Nas, acctSessionId: string): boolean {
  return requests.some((packet) => valueOf(packet, "Acct-Session-Id") === acctSessionId);
}
