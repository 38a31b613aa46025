import { listAttributes } from "../../services/radius/src/protocol/attributes.ts";
import type { Packet } from "../../services/radius/src/protocol/packet.ts";

/** The value of an attribute by its name, as text. */
export function valueOf(packet: Packet | undefined, name: string): string | undefined {
  const found = packet && listAttributes(packet).find((attribute) => attribute.name === name);
  return found === undefined ? undefined : String(found.value);
}
