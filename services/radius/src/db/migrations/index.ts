import type { Migration } from "@isp/db";
import { addLoginsAndNetwork } from "./202611220100-add-logins-and-network.ts";
import { addSessions } from "./202611220200-add-sessions.ts";

/** The schema of radius beside the tables that every service has, oldest step first. */
export const migrations: readonly Migration[] = [addLoginsAndNetwork, addSessions];
