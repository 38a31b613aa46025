import type { Migration } from "@isp/db";
import { createPlans } from "./202611220100-create-plans.ts";

/** Every step of the schema, in the order in which they run. */
export const migrations: readonly Migration[] = [createPlans];
