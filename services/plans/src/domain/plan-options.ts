/**
 * What a plan may offer by right-click: a closed list, one name per title of the manual (C8, D21).
 * "Editar Dados do Plano" is always on and stands in no list.
 */
export const planOptions: readonly string[] = [
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
];
