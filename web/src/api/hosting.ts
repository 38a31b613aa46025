import { useQuery } from "@tanstack/react-query";
import type { Page } from "./client.ts";
import { request } from "./client.ts";
import type { Item } from "./customers.ts";

/** What every hosted item has; an edit names its version. */
type Hosted = Item & { readonly version: number };

export type Developer = { readonly name: string; readonly phone: string; readonly email: string };

export type Domain = Hosted & {
  readonly registeredOn: string | null;
  readonly notes: string;
  readonly developer: Developer;
  readonly admin: { readonly username: string };
  readonly webServerId: string | null;
  readonly mailServerId: string | null;
  readonly dns1: string;
  readonly dns2: string;
  readonly redirectTo: string;
  readonly adminEmail: string;
  readonly statistics: boolean;
  readonly diskBytes: number;
  readonly active: boolean;
};

export const ftpPermissions = [
  "read",
  "write",
  "deleteFiles",
  "recursive",
  "listDirectories",
  "createDirectories",
  "deleteDirectories",
] as const;
export type FtpPermissions = Readonly<Record<(typeof ftpPermissions)[number], boolean>>;

export type FtpUser = Hosted & {
  readonly domainId: string;
  readonly username: string;
  readonly physicalPath: string;
  readonly virtualPath: string;
  readonly permissions: FtpPermissions;
};

export type Engine = "mariadb" | "postgresql";

export type HostedDatabase = Hosted & {
  readonly domainId: string;
  readonly engine: Engine;
  readonly serverId: string | null;
  readonly username: string;
  readonly sizeBytes: number;
  readonly host: string;
  readonly port: number;
};

export type HostType = "alias" | "name";

export type Host = Hosted & {
  readonly domainId: string;
  readonly label: string;
  readonly type: HostType;
  readonly pointsTo: string;
};

/** What a move would do, and what stands against it. */
export type MovePreview = {
  readonly items: readonly { readonly id: string; readonly kind: string; readonly name: string }[];
  readonly hasNewPasswords: boolean;
  readonly conflicts: readonly { readonly code: string; readonly detail: string }[];
};

export type MovedSecret = {
  readonly kind: string;
  readonly name: string;
  readonly password: string;
};

const paths = {
  domain: "domains",
  "ftp-user": "ftp-users",
  database: "databases",
  "dns-host": "hosts",
} as const;
export type HostedKind = keyof typeof paths;

export const isHosted = (kind: string): kind is HostedKind => Object.hasOwn(paths, kind);

/** Where an item of hosting is read and changed. */
export const hostedPath = (kind: HostedKind, id: string) => `/${paths[kind]}/${id}`;

/** What shows hosted items, and is read again after one was changed. */
export const hostingRoots: readonly string[] = ["customers", "subscriptions", "hosting"];

/** One hosted item as it is now. */
export function useHosted<T extends Hosted>(kind: HostedKind, id: string) {
  return useQuery({
    queryKey: ["hosting", kind, id],
    queryFn: ({ signal }) => request<T>(hostedPath(kind, id), { signal }),
    enabled: id !== "",
    staleTime: 0,
  });
}

/** The hosts of a domain, by name. */
export function useHosts(domainId: string) {
  return useQuery({
    queryKey: ["hosting", "hosts", domainId],
    queryFn: ({ signal }) =>
      request<Pick<Page<Host>, "items">>(`/domains/${domainId}/hosts`, { signal }),
    enabled: domainId !== "",
    staleTime: 0,
  });
}

export type ZoneRecords = {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly wanted: readonly string[];
  readonly found: readonly string[];
  readonly state: "same" | "changed" | "missing" | "extra";
  readonly accepted: boolean;
};

/** A domain's zone as it is wanted and as the DNS server has it. */
export function useZone(domainId: string) {
  return useQuery({
    queryKey: ["hosting", "zone", domainId],
    queryFn: ({ signal }) =>
      request<{ readonly served: boolean; readonly records: readonly ZoneRecords[] }>(
        `/domains/${domainId}/zone`,
        { signal },
      ),
    staleTime: 0,
    retry: false,
  });
}

/** What a site shows to visitors. */
export type Certificate = {
  /** Of its own making: browsers warn of it. */
  readonly selfSigned: boolean;
  readonly issuer: string;
  readonly names: readonly string[];
  readonly endsAt: string;
  /** Why the authority issued none, or which names it left out; empty where all went well. */
  readonly problem: string;
};

export function useCertificate(domainId: string) {
  return useQuery({
    queryKey: ["hosting", "certificate", domainId],
    queryFn: ({ signal }) =>
      request<{ readonly certificate: Certificate | null }>(`/domains/${domainId}/certificate`, {
        signal,
      }),
    retry: false,
  });
}

type Visits = { readonly visits: number; readonly requests: number; readonly bytes: number };
export type DayVisits = Visits & { readonly day: string };
export type SiteStatistics = {
  readonly enabled: boolean;
  /** Oldest first; days without a visitor are left out. */
  readonly days: readonly DayVisits[];
  readonly pages: readonly (Visits & { readonly path: string })[];
  readonly totals: Visits;
  /** What the files took, on the days on which they were measured. */
  readonly disk: readonly { readonly day: string; readonly bytes: number }[];
};

/** What visitors asked of a domain's site in the last days. */
export function useStatistics(domainId: string, days: number) {
  return useQuery({
    queryKey: ["hosting", "statistics", domainId, days],
    queryFn: ({ signal }) =>
      request<SiteStatistics>(`/domains/${domainId}/statistics`, { query: { days }, signal }),
    placeholderData: (last) => last,
    staleTime: 30_000,
  });
}
