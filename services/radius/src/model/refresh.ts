import type { SecretBox } from "@isp/kernel";
import { keptOctets, octetsOf } from "../kept-octets.ts";
import type { DataSource } from "typeorm";
import { serviceOf } from "../domain/login.ts";
import { nasSecretContext, passwordContext } from "../domain/secret-contexts.ts";
import { vendorOf } from "../domain/network.ts";
import { sharedSecret } from "../protocol/authenticator.ts";
import { type Grant, grants } from "../replies/grants.ts";
import type { IpModel } from "./ips.ts";
import { keepIps } from "./keep-ips.ts";
import type { LoginEntry, LoginModel } from "./logins.ts";
import type { NasTable } from "./nas-table.ts";
import { allClasses, classStamp } from "../db/network-lists.ts";
import type { ClassModel } from "./classes.ts";
import { allUnits, unitStamp } from "../db/units.ts";
import type { UnitModel } from "./units.ts";
import {
  allNas,
  databaseNow,
  liveLogins,
  loginsById,
  type ModelRow,
  nasStamp,
} from "./read-rows.ts";
import { type Stamp, touchedRows, type Window } from "./touched.ts";

/** Keeps the read model as new as the database. */
export type ModelRefresh = {
  /** Reads everything; called once before serving. */
  readonly load: () => Promise<void>;
  /** Reads what was touched lately, and writes down how far this replica has read. */
  readonly sync: (kind: Window) => Promise<void>;
};

type LoginStamp = Stamp & Pick<ModelRow, "state">;

export type RefreshOptions = {
  readonly db: DataSource;
  readonly replicaId: string;
  readonly box: SecretBox;
  readonly logins: LoginModel;
  readonly ips: IpModel;
  readonly units: UnitModel;
  readonly classes: ClassModel;
  readonly nas: NasTable;
};

/** A transaction may commit this long after it touched a row and is still seen. */
const windowMs = { wide: 120_000, quick: 5_000 };
const forgottenReplicas = "wide_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY";

export function modelRefresh(options: RefreshOptions): ModelRefresh {
  const { db, replicaId, logins } = options;
  const grantOf = grants();
  const entryOf = loginEntries(options.box, grantOf);
  const ips = keepIps(db, options.ips, grantOf);
  let lastWideAt: Date | undefined;
  let stamp: string | undefined;
  let unitsAt: string | undefined;
  let classesAt: string | undefined;

  function take(row: ModelRow): void {
    if (row.state === "live") logins.put(entryOf(row));
    else logins.remove(row.id);
  }

  function isNew({ id, state, version }: LoginStamp): boolean {
    const known = logins.findById(id);
    return state === "live" ? known?.version !== BigInt(version) : known !== undefined;
  }

  const reader = () =>
    touchedRows<LoginStamp>(db, { table: "logins", columns: "id, state, version", isNew });
  const touched = { wide: reader(), quick: reader() };

  async function syncNas(): Promise<void> {
    const current = await nasStamp(db);
    if (current === stamp) return;
    await loadNas(options);
    stamp = current;
  }

  async function syncClasses(): Promise<void> {
    const current = await classStamp(db);
    if (current === classesAt) return;
    options.classes.replace(await allClasses(db));
    classesAt = current;
  }

  async function syncUnits(): Promise<void> {
    const current = await unitStamp(db);
    if (current === unitsAt) return;
    options.units.replace(await allUnits(db));
    unitsAt = current;
  }

  return {
    async load() {
      const now = await databaseNow(db);
      for await (const row of liveLogins(db)) take(row);
      await ips.load();
      await syncNas();
      await syncUnits();
      await syncClasses();
      lastWideAt = now;
      await db.query(`DELETE FROM replicas WHERE ${forgottenReplicas}`);
    },
    async sync(kind) {
      const now = await databaseNow(db);
      // After an outage the window reaches back to the last good read.
      const since =
        kind === "wide" && lastWideAt !== undefined && lastWideAt < now ? lastWideAt : now;
      const from = new Date(since.getTime() - windowMs[kind]);
      for await (const found of touched[kind](from))
        for (const row of await loginsById(db, found)) take(row);
      await ips.sync(kind, from);
      await syncNas();
      await syncUnits();
      await syncClasses();
      if (kind === "wide") lastWideAt = now;
      await db.query(
        `INSERT INTO replicas (id, wide_from, wide_at, quick_from, quick_at) VALUES (?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE ${kind}_from = VALUES(${kind}_from), ${kind}_at = VALUES(${kind}_at)`,
        [replicaId, from, now, from, now],
      );
    },
  };
}

async function loadNas({ db, box, nas }: RefreshOptions): Promise<void> {
  const rows = await allNas(db);
  nas.replace(
    rows.map(({ secret, vendor, requireMessageAuthenticator, proxy, ...row }) => ({
      ...row,
      vendor: vendorOf(vendor),
      requireMessageAuthenticator: requireMessageAuthenticator === 1,
      proxy: proxy === 1,
      key: sharedSecret(Buffer.from(box.open(secret, nasSecretContext(row.id)))),
    })),
  );
}

/** Strings that many logins share are kept once: a provider has few units, towers and domains. */
function loginEntries(
  box: SecretBox,
  grantOf: (terms: string) => Grant,
): (row: ModelRow) => LoginEntry {
  const shared = new Map<string, string>();
  const once = (text: string): string => {
    const known = shared.get(text);
    if (known === undefined) shared.set(text, text);
    return known ?? text;
  };
  return (row) => ({
    id: row.id,
    name: row.name,
    mailDomain: once(row.mailDomain),
    subscriptionId: row.subscriptionId,
    customerId: row.customerId,
    businessUnitId: once(row.businessUnitId),
    routingPointId: row.routingPointId === null ? null : once(row.routingPointId),
    state: row.state,
    service: serviceOf(row.wantedState, row.isHeld === 1),
    version: BigInt(row.version),
    macs: [],
    grant: grantOf(row.plan),
    password: opened(box, row),
  });
}

/** Opened when it is first asked for: most logins of a large provider are asked for once a day. */
function opened(box: SecretBox, { id, password }: ModelRow): () => Uint8Array {
  let kept = keptOctets(password);
  let isOpen = false;
  return () => {
    if (!isOpen) kept = keptOctets(Buffer.from(box.open(octetsOf(kept), passwordContext(id))));
    isOpen = true;
    return octetsOf(kept);
  };
}
