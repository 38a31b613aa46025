import { join } from "node:path";
import type { Site } from "./site.ts";

/** What a server block needs beside the site itself. */
export type Places = {
  readonly listen: string;
  readonly listenTls: string;
  readonly sitesDir: string;
  readonly vhostsDir: string;
  /** Who reads certificates when a visitor asks; nobody but their owner without it. */
  readonly workerGid: number | undefined;
};

export const publicFolder = ({ sitesDir }: Places, id: string) => join(sitesDir, id, "public");
export const challengesFolder = ({ vhostsDir }: Places) => join(vhostsDir, "challenges");
export const certificateFolder = ({ vhostsDir }: Places, id: string) =>
  join(vhostsDir, "certificates", id);

/**
 * The server block of a site that `faultOf` found nothing wrong with. Paths come from ids; what else stands
 * here passed an allow-list without quotes, braces, semicolons, dollars, backslashes or spaces.
 */
export function render(site: Site, places: Places): string {
  const { id, name, aliases } = site;
  return [
    "server {",
    `  listen ${places.listen};`,
    `  listen ${places.listenTls} ssl;`,
    `  server_name ${[name, `www.${name}`, ...aliases].join(" ")};`,
    // By a variable, so that nginx reads a certificate when a visitor asks, not all of them at every reload.
    `  ssl_certificate $certificates/${id}/site.crt;`,
    `  ssl_certificate_key $certificates/${id}/site.key;`,
    `  set $site ${id};`,
    `  access_log ${join(places.vhostsDir, "logs", "access.log")} sites;`,
    ...content(site, places),
    // Whoever issues certificates asks here whether the name is ours (RFC 8555, 8.3), whatever the site's state.
    "  location ^~ /.well-known/acme-challenge/ {",
    `    alias ${challengesFolder(places)}/;`,
    "    default_type text/plain;",
    "    disable_symlinks off;",
    "  }",
    "}",
    "",
  ].join("\n");
}

function content({ id, state, redirectTo }: Site, places: Places): string[] {
  if (state === "suspended") return suspended(places);
  if (redirectTo !== "") return [`  location / { return 302 "${redirectTo}"; }`];
  const root = publicFolder(places, id);
  return [
    `  root ${root};`,
    // A link in the customer's files would lead to another's.
    `  disable_symlinks on from=${root};`,
    "  index index.html index.htm;",
    "  location ~ /\\.(?!well-known/) { return 404; }",
  ];
}

function suspended({ vhostsDir }: Places): string[] {
  return [
    "  error_page 503 /suspended.html;",
    `  location = /suspended.html { internal; root ${join(vhostsDir, "pages")}; add_header Retry-After 86400 always; }`,
    "  location / { return 503; }",
  ];
}

/** What stands before all sites: where certificates are, and a server that says what is served. */
export function renderLead(generation: number, places: Places, statePort: number): string {
  const certificates = join(places.vhostsDir, "certificates");
  return [
    `map "" $certificates { default ${certificates}; }`,
    renderGeneration(generation, statePort),
  ].join("\n");
}

/** Says which generation of configurations nginx serves, so that the agent knows when a reload is done. */
function renderGeneration(generation: number, statePort: number): string {
  return [
    "server {",
    `  listen 127.0.0.1:${statePort};`,
    "  access_log off;",
    `  location = /generation { default_type text/plain; return 200 "${generation}\\n"; }`,
    "  location / { return 404; }",
    "}",
    "",
  ].join("\n");
}
