// Letters that are taken over by LMTP: through the hop with antivirus, against straight to Dovecot.
import { createTransport } from "nodemailer";
import { openMailStand } from "../e2e/mail/stand.ts";
import { report } from "./lib/result.ts";

const [warmUp, counted, besideEachOther] = [80, 1_000, 8];
const text = `Olá,\r\n${"Uma linha de um e-mail de todo dia, com acentos e nada mais.\r\n".repeat(30)}`;

const stand = await openMailStand();
const owner = await stand.newcomer({
  mailboxes: { included: 20, additionalFeeCents: 0, quotaMb: 500 },
});
// Postfix hands each mailbox one letter at a time, and several of them theirs at once.
for (let index = 0; index < besideEachOther; index++) {
  await stand.mailbox(owner, `direta${index}`);
  await stand.mailbox(owner, `filtrada${index}`, { antivirus: true });
}
const { port } = stand.torre;
const [lmtpPort, hopPort] = [port + 53, port + 54];

let sequence = 0;
await lettersPerSecond("direta", lmtpPort, warmUp);
await lettersPerSecond("filtrada", hopPort, warmUp);
const straight = await lettersPerSecond("direta", lmtpPort, counted);
const filtered = await lettersPerSecond("filtrada", hopPort, counted);
await stand.torre.stop();

report("mail-hop", {
  claim: `Letters through the hop (clamd) against straight to Dovecot, ${counted} of 2 kB: at least 0.5`,
  ours: `${filtered.toFixed(0)} letters/s`,
  peer: `${straight.toFixed(0)} letters/s`,
  ratio: filtered / straight,
  mustReach: 0.5,
});
process.exit(0);

async function lettersPerSecond(name: string, at: number, letters: number): Promise<number> {
  const startedAt = performance.now();
  const share = letters / besideEachOther;
  const lane = async (index: number) => {
    const transport = createTransport({
      host: "127.0.0.1",
      port: at,
      lmtp: true,
      pool: true,
      maxConnections: 1,
      ignoreTLS: true,
    });
    const to = `${name}${index}@${owner.domain}`;
    for (let letter = 0; letter < share; letter++) await hand(transport, to);
    transport.close();
  };
  await Promise.all(Array.from({ length: besideEachOther }, (_, index) => lane(index)));
  return letters / ((performance.now() - startedAt) / 1_000);
}

async function hand(transport: ReturnType<typeof createTransport>, to: string): Promise<void> {
  const id = `${Date.now()}.${++sequence}`;
  const head = [
    `Received: from medida (localhost [127.0.0.1]) by mx (Postfix) with ESMTP id ${id}`,
    `Message-ID: <${id}@outside.example>`,
    `From: medida@outside.example`,
    `To: ${to}`,
    `Subject: ${id}`,
  ];
  const envelope = { from: "medida@outside.example", to };
  const raw = `${head.join("\r\n")}\r\n\r\n${text}`;
  const { response } = await transport.sendMail({ envelope, raw });
  if (!response.startsWith("250")) throw new Error(`not taken: ${response}`);
}
