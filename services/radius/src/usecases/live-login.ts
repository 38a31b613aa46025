import { isGone } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { Login } from "../domain/login.ts";

export type Sees = (businessUnitId: string) => boolean;

/** A login that is there and in service, and that the caller may see; refuses otherwise. */
export function requireLive(login: Login | null | undefined, id: string, sees: Sees): Login {
  const isHere = login !== null && login !== undefined && login.state === "live";
  if (isHere && !isGone(login) && sees(login.businessUnitId)) return login;
  throw refuse.login_not_found(`There is no login ${id}.`);
}
