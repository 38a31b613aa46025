import { hkdfSync } from "node:crypto";
import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Worker } from "@isp/runtime";
import { clamd } from "../clients/clamd.ts";
import { linkSigner } from "../clients/link-signer.ts";
import { lmtpDelivery } from "../clients/lmtp.ts";
import { senderProof } from "../clients/sender-proof.ts";
import type { MailConfig } from "../config.ts";
import { heldForMs } from "../domain/challenge.ts";
import { askSender, type LinkSigner } from "../usecases/ask-sender.ts";
import { deliverReleased } from "../usecases/confirm-sender.ts";
import { passLetter } from "../usecases/pass-letter.ts";
import type { Mail, SendMail } from "../usecases/ports.ts";
import { startHop } from "./server.ts";

type Context = {
  readonly look: Transact<Mail>;
  readonly transact: Transact<Mail>;
  readonly clock: Clock;
  readonly send: SendMail | null;
  readonly signer: LinkSigner;
  readonly onFailure: (error: unknown) => void;
};

export type HopParts = { readonly workers: readonly Worker[]; readonly stop: () => Promise<void> };

const retryMs = 5_000;
const forgetEveryMs = 3_600_000;

/** The key that links are signed with; it opens nothing else. */
export function signerOf(key: Buffer): LinkSigner {
  return linkSigner(Buffer.from(hkdfSync("sha256", key, "", "confirmation links", 32)));
}

/** Starts the hop where the environment says how; without it there is none, and nothing is routed there. */
export async function startHopParts(config: MailConfig, context: Context): Promise<HopParts> {
  const { MAIL_HOP_PORT: port, MAIL_LMTP, MAIL_CLAMD, MAIL_PUBLIC_URL } = config;
  const { look, transact, clock, send, signer, onFailure } = context;
  const isWhole = MAIL_LMTP !== undefined && MAIL_CLAMD !== undefined && send !== null;
  if (port === undefined || !isWhole || MAIL_PUBLIC_URL === undefined)
    return { workers: [], stop: () => Promise.resolve() };
  const deliver = lmtpDelivery(MAIL_LMTP);
  const pass = passLetter({
    look,
    transact,
    clock,
    deliver,
    scan: clamd(MAIL_CLAMD),
    prove: senderProof(config.MAIL_NAME_SERVERS),
    ask: askSender(send, signer, MAIL_PUBLIC_URL),
  });
  const hop = await startHop({ port, pass, onFailure });
  const forget = () =>
    transact(({ held }) => held.forgetBefore(new Date(clock.now().getTime() - heldForMs)));
  return {
    workers: [
      { name: "released", everyMs: retryMs, run: deliverReleased(look, transact, deliver, clock) },
      { name: "held", everyMs: forgetEveryMs, isHousekeeping: true, run: forget },
    ],
    stop: hop.close,
  };
}
