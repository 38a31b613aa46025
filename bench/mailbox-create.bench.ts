// Ten thousand mailboxes through mail's gRPC, each with a password of its own to hash, and how long until the
// servers were seen to hold all of them.
import { join } from "node:path";
import { mail } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { type Caller, noLimits, rpcChannel } from "@isp/rpc";
import { type MailCustomer, openMailStand } from "../e2e/mail/stand.ts";
import { openMailDatabase } from "../e2e/mail/database.ts";
import type { RowDataPacket } from "mysql2/promise";
import { percentile, report } from "./lib/result.ts";

const [customers, each, besideEachOther] = [50, 200, 8];
const stand = await openMailStand();
const database = await openMailDatabase(stand);
const plan = { mailboxes: { included: each + 1, additionalFeeCents: 0, quotaMb: 50 } };
const owners: MailCustomer[] = [];
for (let index = 0; index < customers; index++) owners.push(await stand.newcomer(plan));

const { secrets } = stand.torre.home;
const channel = rpcChannel("mail", `127.0.0.1:${stand.torre.port + 3}`, {
  caFile: join(secrets, "ca.crt"),
  certFile: join(secrets, "gateway.crt"),
  keyFile: join(secrets, "gateway.key"),
});
const mailboxes = channel.client(mail.MailboxServiceService);
const caller: Caller = {
  service: "gateway",
  operatorId: newId(),
  operatorName: "bench",
  permissions: new Set(["subscriptions.write"]),
  limits: noLimits,
  units: "all",
};

// One of each customer's after the other: a subscription's mailboxes are counted under its lock.
const wanted = Array.from({ length: each }, (_, index) =>
  owners.map(({ subscriptionId, domain }) => ({ subscriptionId, address: `c${index}@${domain}` })),
).flat();
const took: number[] = [];
const left = wanted.values();
const startedAt = performance.now();
const worker = async () => {
  for (const one of left) {
    const calledAt = performance.now();
    const password = `senha-${newId().slice(-12)}`;
    const request = mail.CreateMailboxRequest.fromPartial({
      ...one,
      password,
      requestId: newId(),
      saveOnServer: true,
    });
    await mailboxes.createMailbox(request, { caller });
    took.push(performance.now() - calledAt);
  }
};
await Promise.all(Array.from({ length: besideEachOther }, worker));
const seconds = (performance.now() - startedAt) / 1_000;
while ((await unapplied()) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
const settled = (performance.now() - startedAt) / 1_000;
await database.end();
channel.close();
await stand.torre.stop();

report("mailbox-create", {
  claim: `${wanted.length} mailboxes by CreateMailbox over gRPC with TLS, ${besideEachOther} beside each other, one ARGON2ID hash each, ${customers} subscriptions`,
  ours: `${(wanted.length / seconds).toFixed(0)}/s, ${seconds.toFixed(0)} s; p50 ${percentile(took, 0.5).toFixed(0)} ms, p95 ${percentile(took, 0.95).toFixed(0)} ms; Dovecot seen to serve all of them after ${settled.toFixed(0)} s`,
});
process.exit(0);

async function unapplied(): Promise<number> {
  const [rows] = await database.query<RowDataPacket[]>(
    "SELECT COUNT(*) AS n FROM mailboxes WHERE unapplied_at IS NOT NULL",
  );
  return Number(rows[0]?.["n"] ?? 0);
}
