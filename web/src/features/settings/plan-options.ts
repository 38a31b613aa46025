import type { PlanKind } from "../../api/catalogue.ts";

/** The closed list of options a plan may offer by right-click, one name per title of the manual (D21). */
export const planOptions = [
  "new-email",
  "new-additional-email",
  "new-radius-login",
  "new-ip",
  "change-password",
  "disconnect",
  "delete-login",
  "radius-configuration",
  "edit-email",
  "change-email-password",
  "move-email",
  "test-email",
  "read-mailbox",
  "change-quota",
  "new-domain-email",
  "new-domain",
  "new-ftp-user",
  "new-database",
  "edit-domain",
  "add-ftp-user",
  "add-database",
  "add-host",
  "move-domain",
] as const;

const connection = planOptions.slice(0, 14);
const mail = planOptions.filter(
  (option) => option.includes("email") || option.endsWith("mailbox") || option.endsWith("quota"),
);
const hosting = planOptions.slice(14);

/** What is usually offered for a kind of plan; the operator may change it. */
export function usualOptions(kind: PlanKind): readonly string[] {
  if (kind === "email") return mail;
  if (kind === "hosting") return hosting;
  return kind === "other" ? [] : connection;
}
