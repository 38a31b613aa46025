import type { hosting } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import {
  civilDate,
  id as serverId,
  optionalId,
  password,
  queryNumber,
  text,
  word,
} from "../http/schemas.ts";

const date = z.union([civilDate, z.literal("")]);
const developer = z.strictObject({
  name: text(120).default(""),
  phone: text(30).default(""),
  email: text(254).default(""),
});

/** The tabs Cadastro and Servidores (C93, C94). */
const fields = {
  registeredOn: date,
  notes: text(4_000),
  developer,
  admin: z.strictObject({ username: word(64), password: password.optional() }),
  webServerId: optionalId,
  mailServerId: optionalId,
  dns1: word(253),
  dns2: word(253),
  redirectTo: word(2_000),
  adminEmail: text(254),
  statistics: z.boolean(),
};

const newDomain = z.strictObject({
  name: text(253),
  ...fields,
  registeredOn: fields.registeredOn.default(""),
  notes: fields.notes.default(""),
  developer: developer.prefault({}),
  admin: fields.admin.default({ username: "" }),
  dns1: fields.dns1.default(""),
  dns2: fields.dns2.default(""),
  redirectTo: fields.redirectTo.default(""),
  adminEmail: fields.adminEmail.default(""),
  statistics: fields.statistics.default(false),
  ftp: z.strictObject({ username: word(32), password }).optional(),
  saveOnServer: z.boolean().default(true),
});

/** Where a field that is left out stays, only null and nothing picked are none. */
const picked = z.union([serverId, z.literal(""), z.null()]).transform((value) => value ?? "");

/** Why it was done, which the trail keeps with it. */
const why = z.strictObject({ reason: text(255).optional() }).optional();

const edit = z.strictObject({ ...fields, webServerId: picked, mailServerId: picked }).partial();

export function domainRoutes({ domains }: Clients): Endpoint[] {
  return [...registerRoutes({ domains }), ...changeRoutes({ domains }), ...moveRoutes({ domains })];
}

type Domains = Pick<Clients, "domains">;

function registerRoutes({ domains }: Domains): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/subscriptions/{id}/domains",
      summary: "Register a domain under a hosting subscription (C93, C94)",
      permission: "subscriptions.write",
      status: 201,
      body: newDomain,
      secrets: ["password"],
      async handle({ params, body, requestId, caller }) {
        const { name, registeredOn, notes, saveOnServer, admin, ftp, ...site } = body;
        const request = {
          requestId,
          subscriptionId: params["id"] ?? "",
          name,
          registeredOn,
          notes,
          saveOnServer,
          settings: { ...site, adminUsername: admin.username },
          adminPassword: admin.password ?? "",
          ftpUsername: ftp?.username ?? "",
          ftpPassword: ftp?.password ?? "",
        };
        return shown((await domains.createDomain(request, { caller })).domain);
      },
    }),
    endpoint({
      method: "get",
      path: "/domains/{id}/statistics",
      summary: "Read what visitors asked of a domain's site, day by day, with its traffic (C94)",
      permission: "customers.read",
      status: 200,
      query: z.strictObject({ days: queryNumber(1, 400).default(30) }),
      async handle({ params, query, caller }) {
        const asked = { id: params["id"] ?? "", days: query.days };
        const seen = await domains.readDomainStatistics(asked, { caller });
        const total = (of: "visits" | "requests" | "bytes") =>
          seen.days.reduce((sum, day) => sum + day[of], 0n);
        const totals = {
          visits: total("visits"),
          requests: total("requests"),
          bytes: total("bytes"),
        };
        return { body: toJson({ ...seen, totals }) };
      },
    }),
    endpoint({
      method: "get",
      path: "/domains/{id}",
      summary: "Read a domain; never a password",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        return shown((await domains.getDomain({ id: params["id"] ?? "" }, { caller })).domain);
      },
    }),
  ];
}

function changeRoutes({ domains }: Domains): Endpoint[] {
  return [
    endpoint({
      method: "patch",
      path: "/domains/{id}",
      summary: "Change a domain on either tab; what is left out stays (C95)",
      permission: "subscriptions.write",
      status: 200,
      needsIfMatch: true,
      body: edit,
      secrets: ["password"],
      async handle({ params, body, requestId, caller, expectedVersion }) {
        const id = params["id"] ?? "";
        const { registeredOn, notes, admin, ...site } = body;
        const isSite = admin !== undefined || Object.keys(site).length > 0;
        const known = isSite ? (await domains.getDomain({ id }, { caller })).domain : undefined;
        const request = {
          requestId,
          id,
          expectedVersion,
          registeredOn,
          notes,
          settings: isSite ? settingsOf(known?.settings, site, admin?.username) : undefined,
          adminPassword: admin?.password ?? "",
        };
        return shown((await domains.updateDomain(request, { caller })).domain);
      },
    }),
    ...(["deactivate", "activate"] as const).map((act) =>
      endpoint({
        method: "post",
        path: `/domains/{id}/${act}`,
        summary: act === "activate" ? "Put a site back in service" : "Take a site out of service",
        permission: "subscriptions.write",
        status: 200,
        body: why,
        async handle({ params, requestId, caller }) {
          const request = { requestId, id: params["id"] ?? "", active: act === "activate" };
          return shown((await domains.setDomainActive(request, { caller })).domain);
        },
      }),
    ),
    endpoint({
      method: "delete",
      path: "/domains/{id}",
      summary: "Give a domain up with all that hangs under it; its data is kept 30 days (D13)",
      permission: "subscriptions.write",
      status: 204,
      body: why,
      async handle({ params, requestId, caller }) {
        await domains.deleteDomain({ requestId, id: params["id"] ?? "" }, { caller });
        return {};
      },
    }),
  ];
}

const destination = z.strictObject({
  subscriptionId: serverId,
  /** To another customer mailboxes go with their mail; else empty. */
  mailContent: z.boolean().default(false),
});

function moveRoutes({ domains }: Domains): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/domains/{id}/move/preview",
      summary: "Say what would move with a domain, and what stands against it (C99)",
      permission: "subscriptions.write",
      status: 200,
      body: destination,
      async handle({ params, body, caller }) {
        const asked = { ...body, id: params["id"] ?? "" };
        return { body: toJson(await domains.previewDomainMove(asked, { caller })) };
      },
    }),
    endpoint({
      method: "post",
      path: "/domains/{id}/move",
      summary: "Move a domain with all that hangs under it; new passwords are told once (C99)",
      permission: "subscriptions.write",
      status: 200,
      body: destination,
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, id: params["id"] ?? "" };
        const { domain, secrets } = await domains.moveDomain(request, { caller });
        const { body: moved, etag } = shown(domain);
        return { body: { ...moved, secrets: secrets.map(toJson) }, etag };
      },
    }),
  ];
}

type Site = Omit<Partial<hosting.SiteSettings>, "adminUsername">;

function settingsOf(
  known: hosting.SiteSettings | undefined,
  site: { readonly [Key in keyof Site]: Site[Key] | undefined },
  adminUsername: string | undefined,
): hosting.SiteSettings | undefined {
  if (known === undefined) return undefined;
  const given = Object.entries(site).filter(([, value]) => value !== undefined);
  return {
    ...known,
    ...(Object.fromEntries(given) as Partial<hosting.SiteSettings>),
    ...(adminUsername !== undefined && { adminUsername }),
  };
}

function shown(domain: hosting.Domain | undefined) {
  const { item, settings, ...own } = domain ?? { item: undefined, settings: undefined };
  const { adminUsername, ...site } = (toJson(settings ?? {}) ?? {}) as Record<string, unknown>;
  const body = {
    ...(toJson(item) as object),
    ...(toJson(own) as object),
    ...site,
    admin: { username: adminUsername },
    active: item?.wanted?.state !== "off",
  };
  return { body, etag: String(item?.version ?? 0) };
}
