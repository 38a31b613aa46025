import type { Vendor } from "../domain/network.ts";
import { encodeAttributes } from "./encode.ts";

/** The list or pool of an access server whose customers reach the provider's own pages only. */
const listName = "torre-suspended";
/** He who pays is out of there soon, even where no Disconnect reaches him. */
const sessionSeconds = 300;
/** Comes back with every report of the session, and says that it may be open though its login is suspended. */
export const walledClass = Buffer.from("torre-walled-garden");

const replies = new Map<Vendor, Buffer>();

/** What makes an accept one into the walled garden. */
export function walledReply(vendor: Vendor): Buffer {
  const encoded = replies.get(vendor) ?? encode(vendor);
  replies.set(vendor, encoded);
  return encoded;
}

/** A MikroTik's firewall goes by address lists; others give an address that their filters know. */
export function staysAtItsAddress(vendor: Vendor): boolean {
  return vendor === "mikrotik";
}

function encode(vendor: Vendor): Buffer {
  return encodeAttributes([
    { name: "Session-Timeout", value: sessionSeconds },
    { name: "Class", value: walledClass },
    staysAtItsAddress(vendor)
      ? { name: "Mikrotik-Address-List", value: listName }
      : { name: "Framed-Pool", value: listName },
  ]);
}
