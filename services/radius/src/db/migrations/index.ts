import type { Migration } from "@isp/db";
import { addLoginsAndNetwork } from "./202611220100-add-logins-and-network.ts";
import { addSessions } from "./202611220200-add-sessions.ts";
import { addNetworkLists } from "./202611230040-add-network-lists.ts";
import { indexQuarantine } from "./202611230200-index-quarantine.ts";
import { findSessionsByMac } from "./202611230310-find-sessions-by-mac.ts";
import { addIps } from "./202611230501-add-ips.ts";
import { addAddressBlocks } from "./202611230503-add-address-blocks.ts";
import { followUnits } from "./202611230502-follow-units.ts";
import { followSessions } from "./202611230320-follow-sessions.ts";
import { controlAccessServers } from "./202611230701-control-access-servers.ts";
import { presumeEnds } from "./202611230600-presume-ends.ts";
import { archiveSessions } from "./202611230601-archive-sessions.ts";
import { findArchivedByPoint } from "./202611230611-find-archived-by-point.ts";
import { watchAccessServers } from "./202611230704-watch-access-servers.ts";
import { changeSpeeds } from "./202611230703-change-speeds.ts";
import { digestTouchedRows } from "./202611230801-digest-touched-rows.ts";
import { storeMacDigits } from "./202611230802-store-mac-digits.ts";
import { writeMacDigits } from "./202611251300-write-mac-digits.ts";
import { queueDisconnectsByNas } from "./202611230903-queue-disconnects-by-nas.ts";
import { findSessionsByPlace } from "./202611230902-find-sessions-by-place.ts";
import { sampleOnline } from "./202611230901-sample-online.ts";
import { keepRenames } from "./202611281030-keep-renames.ts";
import { keepRejects } from "./202611230702-keep-rejects.ts";

/** The schema of radius beside the tables that every service has, oldest step first. */
export const migrations: readonly Migration[] = [
  addLoginsAndNetwork,
  addSessions,
  addNetworkLists,
  indexQuarantine,
  findSessionsByMac,
  followSessions,
  addIps,
  followUnits,
  addAddressBlocks,
  controlAccessServers,
  presumeEnds,
  archiveSessions,
  findArchivedByPoint,
  keepRejects,
  changeSpeeds,
  watchAccessServers,
  digestTouchedRows,
  storeMacDigits,
  sampleOnline,
  findSessionsByPlace,
  queueDisconnectsByNas,
  writeMacDigits,
  keepRenames,
];
