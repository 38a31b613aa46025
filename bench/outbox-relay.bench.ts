// The relay from outbox rows to acknowledged stream messages, against the client alone with the same
// message ids and a window of 512 publishes.
import { mailEvents } from "@isp/contracts";
import { outbox, queuedFact, transactor } from "@isp/db";
import { newId, systemClock } from "@isp/kernel";
import { connectNats, ensureStream, type Nats, startRelay, streams } from "@isp/messaging";
import { openTestDatabase, startMariadb, startNats } from "@isp/testing";
import { median, report } from "./lib/result.ts";

const [events, rounds] = [20_000, 5];
const payload = {
  aggregateId: "",
  version: 1n,
  businessUnitId: newId(),
  operationId: "",
  item: undefined,
  address: "tiago@example.com.br",
  additional: false,
  forwards: false,
  replies: false,
  antispam: false,
  antivirus: false,
  quotaMb: 1_024,
};
const contract = mailEvents.mailbox.of("changed");
const own = streams.filter(({ owner }) => owner === "mail");

const server = await startNats();
const mariadb = await startMariadb();
const nats = await connectNats({ url: server.url, name: "mail" });
for (const spec of own) await ensureStream(nats.jsm, spec);
const ratios: number[] = [];
const rates: { ours: number; theirs: number }[] = [];
for (let round = 0; round <= rounds; round++) {
  const [ours, theirs] = [await relayAll(nats), await publishAll(nats)];
  if (round === 0) continue;
  rates.push({ ours, theirs });
  ratios.push(ours / theirs);
}
await nats.connection.close();
await server.stop();
await mariadb.stop();
report("outbox-relay", {
  claim: `Outbox relay, ${events} facts of ${events} aggregates, marked as sent in the database`,
  ours: `${median(rates.map(({ ours }) => ours)).toFixed(0)} events/s`,
  peer: `${median(rates.map(({ theirs }) => theirs)).toFixed(0)} events/s, the client alone`,
  ratio: median(ratios),
  mustReach: 0.4,
});
process.exit(0);

async function relayAll(connected: Nats): Promise<number> {
  const database = await openTestDatabase({ serverUrl: mariadb.url });
  const transact = transactor(database.db, (manager) => outbox(manager, systemClock));
  for (let done = 0; done < events; done += 1_000) {
    const facts = Array.from({ length: 1_000 }, () => {
      const aggregateId = newId();
      return queuedFact(contract, { ...payload, aggregateId }, { aggregateId });
    });
    await transact(({ addAll }) => addAll(facts));
  }
  const startedAt = performance.now();
  let published = 0;
  await new Promise<void>((resolve, reject) => {
    const relay = startRelay({
      db: database.db,
      nats: connected,
      streams: own,
      onError: reject,
      onPublished(count) {
        published += count;
        if (published >= events) relay.stop().then(resolve, reject);
      },
    });
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  await database.close();
  return events / seconds;
}

async function publishAll({ js }: Nats): Promise<number> {
  const text = contract.encode(payload);
  const startedAt = performance.now();
  let next = 0;
  const worker = async () => {
    while (next++ < events) await js.publish(contract.subject, text, { msgID: newId() });
  };
  await Promise.all(Array.from({ length: 512 }, worker));
  return events / ((performance.now() - startedAt) / 1_000);
}
