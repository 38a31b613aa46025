import type { DataSource } from "typeorm";
import { serviceOf } from "../domain/login.ts";
import type { Grant } from "../replies/grants.ts";
import { ipReply } from "../replies/ip-reply.ts";
import type { IpEntry, IpModel } from "./ips.ts";
import type { LoginEntry } from "./logins.ts";
import { type IpModelRow, ipsById, liveIps } from "./read-ips.ts";
import { type Stamp, touchedRows, type Window } from "./touched.ts";

export type KeepIps = {
  readonly load: () => Promise<void>;
  /** Reads what was touched since. `kind` tells the two windows apart, whose readers remember. */
  readonly sync: (kind: Window, from: Date) => Promise<void>;
};

type IpStamp = Stamp & Pick<IpModelRow, "wantedState">;

const stampColumns = "id, wanted_state AS wantedState, version";

/** Keeps the IPs in memory as new as the database, read together with the logins. */
export function keepIps(db: DataSource, ips: IpModel, grantOf: (terms: string) => Grant): KeepIps {
  const take = (row: IpModelRow): void => {
    if (row.wantedState === "deleted") ips.remove(row.id);
    else ips.put(entryOf(row, grantOf));
  };
  const isNew = ({ id, wantedState, version }: IpStamp): boolean => {
    const known = ips.findById(id);
    return wantedState === "deleted" ? known !== undefined : known?.version !== BigInt(version);
  };
  const reader = () => touchedRows<IpStamp>(db, { table: "ips", columns: stampColumns, isNew });
  const touched = { wide: reader(), quick: reader() };
  return {
    async load() {
      for await (const row of liveIps(db)) take(row);
    },
    async sync(kind, from) {
      for await (const ids of touched[kind](from))
        for (const row of await ipsById(db, ids)) take(row);
    },
  };
}

function entryOf(row: IpModelRow, grantOf: (terms: string) => Grant): IpEntry {
  const { id, version, loginId, address, settings, wantedState } = row;
  const { bindMac, macs } = settings;
  // A device may go with its owner to another plan at once.
  const connects = loginId === null && wantedState !== "released";
  return {
    id,
    version,
    loginId,
    bindMac,
    macs,
    reply: ipReply({ ...settings, address }),
    classId: row.ipClassId,
    poolId: address === null && wantedState !== "released" ? row.ipClassId : null,
    devices: connects ? macs.map((mac) => deviceEntry(row, mac, grantOf(row.plan))) : [],
  };
}

const noPassword = new Uint8Array();

/** A device that connects by itself, as if its MAC address were a login. */
function deviceEntry(row: IpModelRow, mac: string, grant: Grant): LoginEntry {
  const { id, subscriptionId, customerId, businessUnitId, routingPointId, version } = row;
  return {
    id,
    subscriptionId,
    customerId,
    businessUnitId,
    routingPointId,
    version,
    grant,
    name: mac,
    mailDomain: "",
    state: "live",
    service: serviceOf(row.wantedState, false),
    macs: [mac],
    password: () => noPassword,
    isDevice: true,
  };
}
