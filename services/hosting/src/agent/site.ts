import type { hosting } from "@isp/contracts";
import { isDomainName, isId } from "@isp/kernel";
import { isRedirect } from "../domain/redirect.ts";

/** A site as the agent was told it is wanted. */
export type Site = hosting.WantedSite;

const states = ["on", "suspended", "off"];
/** Below are the system's own users; a site never has one of them (S55). */
const lowestUid = 20_000;
const highestUid = 2 ** 31 - 1;

/**
 * Why a site cannot be rendered; empty where it can. The hosting service has checked it before, but what is
 * in its database may have come there another way, and this text becomes a configuration of root's (S47).
 */
export function faultOf({ id, name, aliases, uid, state, redirectTo }: Site): string {
  if (!isId(id)) return "the id is none";
  if (!isDomainName(name)) return "the name is no domain name";
  if (!aliases.every(isDomainName)) return "an alias is no domain name";
  if (!Number.isInteger(uid) || uid < lowestUid || uid > highestUid)
    return "the user is none of a site";
  if (!states.includes(state)) return "the state is none";
  if (redirectTo !== "" && !isRedirect(redirectTo)) return "the redirect is no page's address";
  return "";
}
