import type { Vendor } from "../domain/network.ts";
import { encodeAttributes } from "./encode.ts";

/** He who pays is out of there soon, even where no Disconnect reaches him. */
const sessionSeconds = 300;
/** Comes back with every report of the session, and says that it may be open though its login is suspended. */
export const walledClass = Buffer.from("torre-walled-garden");

/**
 * What makes an accept one into the walled garden: the list or pool of the access server, by its unit's name
 * for it, whose customers reach the provider's own pages only.
 */
export function walledReply(vendor: Vendor, listName: string): Buffer {
  return encodeAttributes([
    { name: "Session-Timeout", value: sessionSeconds },
    { name: "Class", value: walledClass },
    staysAtItsAddress(vendor)
      ? { name: "Mikrotik-Address-List", value: listName }
      : { name: "Framed-Pool", value: listName },
  ]);
}

/** A MikroTik's firewall goes by address lists; others give an address that their filters know. */
export function staysAtItsAddress(vendor: Vendor): boolean {
  return vendor === "mikrotik";
}
