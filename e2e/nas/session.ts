import { randomUUID } from "node:crypto";
import {
  listAttributes,
  type NamedAttribute,
} from "../../services/radius/src/protocol/attributes.ts";
import { acctStatus, packetCode } from "../../services/radius/src/protocol/codes.ts";
import type { Packet } from "../../services/radius/src/protocol/packet.ts";
import type { Nas } from "./nas.ts";
import { valueOf } from "./value-of.ts";

/** Somebody who is connected at an access server. */
export type NasSession = {
  readonly acctSessionId: string;
  readonly username: string;
  /** What the server granted. */
  readonly accepted: Packet;
  /** Whether its Start was acknowledged. */
  isOnRecord: boolean;
  /** CoA-Requests that changed it, oldest first. */
  readonly changed: Packet[];
  readonly interim: (seconds: number, octets?: number) => Promise<Packet | undefined>;
  readonly stop: (terminateCause?: number) => Promise<Packet | undefined>;
};

export type Connecting = {
  readonly username: string;
  readonly password: string;
  readonly mac?: string;
  readonly framedAddress?: string;
};

const userRequest = 1;

/** Authenticates and starts a session; undefined where the server says no. */
export async function openSession(
  nas: Nas,
  { username, password, mac = "02:00:00:00:00:01", framedAddress }: Connecting,
): Promise<NasSession | undefined> {
  const device: NamedAttribute[] = [{ name: "Calling-Station-Id", value: mac }];
  const accepted = await nas.access(username, password, device);
  if (accepted?.code !== packetCode.accessAccept) return undefined;
  const acctSessionId = randomUUID();
  const address = valueOf(accepted, "Framed-IP-Address") ?? framedAddress;
  // RFC 2865 5.25: what came in the accept goes back in every report.
  const mark = listAttributes(accepted).find(({ name }) => name === "Class")?.value;
  const about: NamedAttribute[] = [
    { name: "User-Name", value: username },
    { name: "Acct-Session-Id", value: acctSessionId },
    ...device,
    ...(address === undefined ? [] : [{ name: "Framed-IP-Address" as const, value: address }]),
    ...(mark === undefined ? [] : [{ name: "Class" as const, value: mark }]),
  ];
  const session: NasSession = {
    acctSessionId,
    username,
    accepted,
    isOnRecord: false,
    changed: [],
    interim: (seconds, octets = 0) =>
      nas.account(acctStatus.interim, [
        ...about,
        { name: "Acct-Session-Time", value: seconds },
        { name: "Acct-Input-Octets", value: octets },
        { name: "Acct-Output-Octets", value: octets },
      ]),
    stop(terminateCause = userRequest) {
      nas.sessions.delete(acctSessionId);
      const cause: NamedAttribute = { name: "Acct-Terminate-Cause", value: terminateCause };
      return nas.account(acctStatus.stop, [...about, cause]);
    },
  };
  nas.sessions.set(acctSessionId, session);
  session.isOnRecord = (await nas.account(acctStatus.start, about)) !== undefined;
  return session;
}
