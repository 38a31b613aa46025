import { refuse } from "./errors.ts";

/** What a unit lets its suspended mailboxes do (C51). */
export type UnitPolicy = {
  readonly businessUnitId: string;
  /** 1 where nobody has said yet. */
  readonly version: bigint;
  /** By default mail waits in the mailbox until its owner is back. */
  readonly refusesSuspended: boolean;
  /** Told to mail programs and to who writes. */
  readonly suspendedText: string;
};

/** As the views of the mail servers have it for units without a row. */
export const usualPolicy = (businessUnitId: string): UnitPolicy => ({
  businessUnitId,
  version: 1n,
  refusesSuspended: false,
  suspendedText: "Suspended: please call your provider.",
});

/** One line of SMTP: nothing beyond printable ASCII may stand in an answer. */
const spoken = /^[ -~]{1,200}$/;

export function checkPolicy({ suspendedText }: UnitPolicy): void {
  if (spoken.test(suspendedText) && suspendedText.trim() === suspendedText) return;
  throw refuse.text_invalid("The text is one line of at most 200 letters without accents.", {
    fields: [{ pointer: "/suspendedText", detail: "must be 1 to 200 printable ASCII characters" }],
  });
}
