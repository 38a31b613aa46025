import type { mail } from "@isp/contracts";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { simpleParser } from "mailparser";
import type { HeldLetter } from "../usecases/hop-ports.ts";
import type { JudgeHeldLetters } from "../usecases/judge-held-letters.ts";

const largestPage = 200;

export function heldLetterService(
  toRequest: ToWriteRequest,
  { list, release, discard }: JudgeHeldLetters,
): Handlers<typeof mail.HeldLetterServiceService> {
  return {
    async listHeldLetters(request, { units }) {
      const { pageSize } = request;
      const limit = pageSize > 0 ? Math.min(pageSize, largestPage) : largestPage;
      const letters = await list(request, limit, units);
      return { letters: await Promise.all(letters.map(headOf)) };
    },
    async releaseHeldLetter(request, { units }) {
      await release(toRequest("ReleaseHeldLetter", request), request, units);
      return {};
    },
    async discardHeldLetter(request, { units }) {
      await discard(toRequest("DiscardHeldLetter", request), request, units);
      return {};
    },
  };
}

async function headOf(letter: HeldLetter): Promise<mail.HeldLetterHead> {
  const { id, sender, heldAt, askedAt } = letter;
  // It is kept as it stood in the letter's head, where other letters than ASCII are encoded.
  const { subject = "" } = await simpleParser(`Subject: ${letter.subject}\r\n\r\n`);
  return { id, sender, subject, heldAt, askedAt: askedAt ?? undefined };
}
