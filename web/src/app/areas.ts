/** The console's areas with the permissions of which one opens each. */
export const areas = {
  customers: ["customers.read"],
  billing: ["billing.read"],
  network: ["network.read", "sessions.read", "sessions.search"],
  reports: ["reports.read", "customers.read"],
  settings: ["catalogue.read", "operators.read", "audit.read"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
