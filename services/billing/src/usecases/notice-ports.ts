import type { CivilDate } from "@isp/kernel";
import type { Notice, NoticeKind } from "../domain/notice.ts";
import type { NoticeTemplate, NoticeValues } from "../domain/notice-template.ts";
import type { Page, Units } from "./ports.ts";

/** An unpaid invoice as a letter names it. */
export type LetterInvoice = {
  readonly invoiceId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly number: bigint;
  readonly issuedOn: CivilDate;
  readonly dueOn: CivilDate;
  readonly openCents: bigint;
};

export type NamedNotice = Notice & { readonly customerName: string };

export type Notices = {
  /** Those whose once key stands already are left out; answers how many were new. */
  readonly add: (notices: readonly Notice[]) => Promise<number>;
  readonly save: (notice: Notice) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Notice>;
  /** Letters whose turn has come. */
  readonly due: (now: Date, limit: number) => Promise<readonly Notice[]>;
  readonly lockWaiting: (id: string) => Promise<Notice | null>;
  /** Newest first; of a customer, or of a unit. */
  readonly list: (
    filter: { readonly customerId: string; readonly businessUnitId: string },
    units: Units,
    page: Page,
  ) => Promise<readonly NamedNotice[]>;
  /** Which of these invoices are still open. */
  readonly openOf: (invoiceIds: readonly string[]) => Promise<readonly LetterInvoice[]>;
  /** Open invoices of a unit that fall due within some days and had no letter of the kind. */
  readonly unreminded: (
    kind: NoticeKind,
    about: {
      readonly businessUnitId: string;
      readonly fromOn: CivilDate;
      readonly toOn: CivilDate;
    },
    limit: number,
  ) => Promise<readonly LetterInvoice[]>;
  /** What the unit wrote itself. */
  readonly templates: (businessUnitId: string) => Promise<readonly NoticeTemplate[]>;
  readonly saveTemplate: (template: NoticeTemplate, by: string, at: Date) => Promise<void>;
};

/** Fills a text in; refuses with `template_wrong`. */
export type NoticeTemplates = {
  readonly check: (template: NoticeTemplate) => void;
  readonly render: (
    template: NoticeTemplate,
    values: NoticeValues,
  ) => { readonly subject: string; readonly body: string };
};

export type Letter = {
  readonly to: { readonly name: string; readonly address: string };
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** The same letter always has the same one, so that a second copy is known for one. */
  readonly messageId: string;
  readonly attachments?: readonly {
    readonly name: string;
    readonly contentType: string;
    readonly content: Uint8Array;
  }[];
};

/** What a mail server said of a letter. */
export type Delivery =
  | { readonly state: "taken"; readonly answer: string }
  /** Tried again later, or never. */
  | {
      readonly state: "refused";
      readonly code: string;
      readonly isFinal: boolean;
      readonly isReached: boolean;
    };

export type SendLetter = (letter: Letter) => Promise<Delivery>;

/** Where a customer is reached; an empty address where he has given none. */
export type Addressees = (
  customerId: string,
) => Promise<{ readonly name: string; readonly address: string }>;
