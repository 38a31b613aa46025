/** What is handed to a database server as an identifier; nothing else ever is (S46). */
export function isDatabaseName(text: string): boolean {
  return /^[a-z][a-z0-9_]{0,62}$/.test(text);
}

/** Between quotes, an identifier that passed has nothing to end them. */
export function quotedFor(engine: "mariadb" | "postgresql", name: string): string {
  if (!isDatabaseName(name)) throw new Error("an identifier is none");
  return engine === "mariadb" ? `\`${name}\`` : `"${name}"`;
}

/** In a grant an underscore stands for any letter, unless it is escaped (S46). */
export function grantPattern(name: string): string {
  return quotedFor("mariadb", name).replaceAll("_", "\\_");
}
