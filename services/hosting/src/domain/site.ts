import { isDomainName, isLoginName } from "@isp/kernel";
import { refuse } from "./errors.ts";
import { isAddress } from "./address.ts";
import { isRedirect } from "./redirect.ts";

/** Where a domain is served, and how (C93, C94). */
export type SiteSettings = {
  readonly developer: { readonly name: string; readonly phone: string; readonly email: string };
  readonly adminUsername: string;
  /** Of the catalogue of servers; empty for the provider's own. */
  readonly webServerId: string;
  readonly mailServerId: string;
  readonly dns1: string;
  readonly dns2: string;
  /** An address that the domain points to instead, or a page its visitors are sent to. */
  readonly redirectTo: string;
  readonly adminEmail: string;
  readonly statistics: boolean;
};

export const plainSite: SiteSettings = {
  developer: { name: "", phone: "", email: "" },
  adminUsername: "",
  webServerId: "",
  mailServerId: "",
  dns1: "",
  dns2: "",
  redirectTo: "",
  adminEmail: "",
  statistics: false,
};

const isText = (text: string, longest: number) => text.length <= longest && !/\p{Cc}/u.test(text);
const isPhone = (text: string) => /^[0-9()+ .-]{0,30}$/.test(text);

/** An address whose local part no zone and no log has to escape but for its dots. */
export function isMailAddress(text: string): boolean {
  const [local = "", host = "", ...rest] = text.split("@");
  return rest.length === 0 && /^[a-z0-9](?:[a-z0-9._+-]{0,62})$/i.test(local) && isDomainName(host);
}

const orEmpty = (text: string, rule: (text: string) => boolean) => text === "" || rule(text);

/** Allow-lists: what an interpreter could act on never gets past here (S44 to S48). */
export function checkSite(site: SiteSettings): void {
  const { developer, adminUsername, dns1, dns2, redirectTo, adminEmail } = site;
  const address = "is a mail address such as nome@exemplo.com.br";
  const server = "is a host name such as ns1.exemplo.com.br";
  const rules = [
    [isText(developer.name, 120), "/developer/name", "has at most 120 characters"],
    [isPhone(developer.phone), "/developer/phone", "is a telephone number"],
    [orEmpty(developer.email, isMailAddress), "/developer/email", address],
    [orEmpty(adminUsername, isLoginName), "/admin/username", "is a login of a-z, 0-9, . _ -"],
    [orEmpty(dns1, isDomainName), "/dns1", server],
    [orEmpty(dns2, isDomainName), "/dns2", server],
    [
      orEmpty(redirectTo, (text) => isAddress(text) || isRedirect(text)),
      "/redirectTo",
      "is an IP address, or a page such as https://exemplo.com.br/site",
    ],
    [orEmpty(adminEmail, isMailAddress), "/adminEmail", address],
  ] as const;
  const fields = rules
    .filter(([holds]) => !holds)
    .map(([, pointer, detail]) => ({ pointer, detail }));
  if (fields.length > 0) throw refuse.domain_invalid("The domain cannot be so.", { fields });
}
