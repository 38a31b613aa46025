import type { Developer, Domain } from "../../api/hosting.ts";
import type { Values } from "../../ui/edit/changes.ts";
import { toAscii } from "../../ui/punycode.ts";

type Secret = { readonly username?: string; readonly password?: string };

/** Both tabs of the manual as the form holds them (C93, C94). */
export type DomainForm = {
  readonly name: string;
  readonly registeredOn?: string;
  readonly developer?: Partial<Developer>;
  readonly notes?: string;
  readonly admin?: Secret;
  readonly ftp?: Secret;
  readonly webServerId?: string;
  readonly mailServerId?: string;
  readonly dns1?: string;
  readonly dns2?: string;
  readonly redirectTo?: string;
  readonly adminEmail?: string;
  readonly statistics: boolean;
  readonly saveOnServer: boolean;
};

export type DomainTab = "registration" | "servers";

const registration: ReadonlySet<string | number> = new Set([
  "name",
  "registeredOn",
  "developer",
  "notes",
]);

/** Where a field stands, so that its mistake is seen. */
export const tabOf = (field: string | number): DomainTab =>
  registration.has(field) ? "registration" : "servers";

const trimmed = (text = "") => text.trim();

/** What a new domain is made from; what was left blank is not sent. */
export function newBodyOf(form: DomainForm): object {
  const { name, registeredOn = "", developer = {}, admin, ftp, ...rest } = form;
  return {
    ...rest,
    name: toAscii(name) ?? name.trim(),
    registeredOn,
    developer: developerOf(developer),
    ...(trimmed(admin?.username) !== "" && { admin: secretOf(admin) }),
    ...(trimmed(ftp?.username) !== "" && { ftp: secretOf(ftp) }),
  };
}

function developerOf({ name = "", phone = "", email = "" }: Partial<Developer>): Developer {
  return { name: name.trim(), phone: phone.trim(), email: email.trim() };
}

function secretOf(secret: Secret | undefined): object {
  const { username, password = "" } = secret ?? {};
  return { username: trimmed(username), ...(password !== "" && { password }) };
}

/** A domain as it is edited. */
export function formOf(domain: Domain): Values {
  const { registeredOn, developer, notes, admin, webServerId, mailServerId } = domain;
  const { dns1, dns2, redirectTo, adminEmail, statistics } = domain;
  return {
    registeredOn: registeredOn ?? undefined,
    developer,
    notes,
    admin: { ...admin, password: "" },
    webServerId: webServerId ?? undefined,
    mailServerId: mailServerId ?? undefined,
    dns1,
    dns2,
    redirectTo,
    adminEmail,
    statistics,
  };
}

/** What an edit sends: a day that was cleared is blank, and a password that stays is not sent. */
export function editBodyOf(changed: Values): object {
  const { registeredOn, admin, developer, ...rest } = changed as Values & {
    readonly admin?: Secret;
    readonly developer?: Partial<Developer>;
  };
  return {
    ...rest,
    ...("registeredOn" in changed && { registeredOn: registeredOn ?? "" }),
    ...(developer !== undefined && { developer: developerOf(developer) }),
    ...(admin !== undefined && { admin: secretOf(admin) }),
  };
}
