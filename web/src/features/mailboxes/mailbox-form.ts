import type { Mailbox } from "../../api/mailboxes.ts";

/** The manual's tabs; copies are a yes or no with an address behind it. */
export type MailboxForm = {
  readonly copies: boolean;
  readonly copyTo?: string;
  readonly autoReply?: string;
  readonly antispam: boolean;
  readonly antivirus: boolean;
  readonly saveOnServer: boolean;
};

export type NewMailboxForm = MailboxForm & {
  readonly localPart: string;
  readonly domain: string;
  readonly password: string;
};

export const emptySettings: MailboxForm = {
  copies: false,
  copyTo: "",
  autoReply: "",
  antispam: false,
  antivirus: false,
  saveOnServer: true,
};

export function formOf(mailbox: Mailbox): MailboxForm {
  const { copyTo, autoReply, antispam, antivirus, saveOnServer } = mailbox;
  return { copies: copyTo !== "", copyTo, autoReply, antispam, antivirus, saveOnServer };
}

/** What is sent; an address that is not copied to is none. */
export function settingsOf({ copies, copyTo = "", autoReply = "", ...rest }: MailboxForm) {
  const { antispam, antivirus, saveOnServer } = rest;
  return {
    copyTo: copies ? copyTo.trim().toLowerCase() : "",
    autoReply: autoReply.trim(),
    antispam,
    antivirus,
    saveOnServer,
  };
}

export type EditedForm = MailboxForm & { readonly address: string };

/** What an edit sends: the address only where it is another one. */
export function editOf({ address, ...form }: EditedForm, present: string) {
  const wanted = address.trim().toLowerCase();
  return { ...settingsOf(form), ...(wanted === present ? {} : { address: wanted }) };
}

export function newBodyOf(form: NewMailboxForm, additional: boolean) {
  const { localPart, domain, password } = form;
  return { ...settingsOf(form), address: `${localPart}@${domain}`, password, additional };
}
