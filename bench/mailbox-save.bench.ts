// A mailbox from the save at the API to a working IMAP login with STARTTLS, one after the other.
import { made } from "../e2e/story/newcomer.ts";
import { openMailStand, secret } from "../e2e/mail/stand.ts";
import { percentile, report } from "./lib/result.ts";

const [warmUp, counted] = [10, 100];
const stand = await openMailStand();
const owner = await stand.newcomer({
  mailboxes: { included: warmUp + counted + 1, additionalFeeCents: 0, quotaMb: 50 },
});

const answered: number[] = [];
const open: number[] = [];
for (let index = 0; index < warmUp + counted; index++) {
  const address = `caixa-${index}@${owner.domain}`;
  const startedAt = performance.now();
  await made(
    stand.api.post(`/subscriptions/${owner.subscriptionId}/mailboxes`, {
      address,
      password: secret,
    }),
  );
  const answeredAt = performance.now();
  const session = await stand.clients.open(address, secret);
  await session.mailboxOpen("INBOX");
  const openAt = performance.now();
  await session.logout();
  if (index < warmUp) continue;
  answered.push(answeredAt - startedAt);
  open.push(openAt - startedAt);
}
await stand.torre.stop();

const p95 = percentile(open, 0.95);
const say = (values: readonly number[]) =>
  `p50 ${percentile(values, 0.5).toFixed(0)} ms, p95 ${percentile(values, 0.95).toFixed(0)} ms`;
report("mailbox-save", {
  claim: `From the save of a mailbox to its inbox open by IMAP with STARTTLS, ${counted} one after the other: p95 at most 2,000 ms`,
  ours: `answered ${say(answered)}; inbox open ${say(open)}`,
  peer: "2000 ms allowed",
  ratio: 2_000 / p95,
  mustReach: 1,
});
process.exit(0);
