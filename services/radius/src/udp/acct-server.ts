import type { Clock } from "@isp/kernel";
import { type Arrived, itemOf, loginOf } from "../accounting/arrival.ts";
import type { GroupCommit } from "../accounting/group-commit.ts";
import { readAccounting } from "../accounting/read-report.ts";
import type { RadiusMetrics, SilenceReason } from "../metrics.ts";
import type { LoginEntry, LoginModel } from "../model/logins.ts";
import type { NasEntry, NasTable } from "../model/nas-table.ts";
import { packetCode } from "../protocol/codes.ts";
import type { Packet } from "../protocol/packet.ts";
import type { SessionOwner } from "../usecases/session-ports.ts";
import { admitAccounting } from "./admit.ts";
import type { DuplicateCache } from "./duplicate-cache.ts";
import { receive } from "./receive.ts";
import { buildReply } from "./reply.ts";
import type { Datagram, UdpServer } from "./socket.ts";

export type AcctDependencies = {
  readonly nas: NasTable;
  readonly logins: LoginModel;
  readonly duplicates: DuplicateCache;
  readonly commit: GroupCommit<Arrived>;
  readonly clock: Clock;
  readonly metrics: Pick<RadiusMetrics, "silences" | "duplicates" | "accounting">;
  readonly onUnknownNas: (address: string) => void;
};

const nothing = Buffer.alloc(0);

/** Takes Accounting-Requests; each is acknowledged once it is committed or spooled, and not before. */
export function acctServer(
  dependencies: AcctDependencies,
): (datagram: Datagram, send: UdpServer["send"]) => void {
  return receive({
    ...dependencies,
    server: "acct",
    admit: admitAccounting,
    alive: packetCode.accountingResponse,
    handle({ packet, nas, answer, fail }) {
      const done = (): void => answer(acknowledgement(packet, nas));
      take(packet, nas, dependencies, { done, failed: fail });
    },
  });
}

type Outcome = { readonly done: () => void; readonly failed: (reason: SilenceReason) => void };

function take(
  packet: Packet,
  nas: NasEntry,
  { commit, logins, clock, metrics }: AcctDependencies,
  { done, failed }: Outcome,
): void {
  const receivedAt = clock.now();
  const request = readAccounting(packet, receivedAt.getTime());
  metrics.accounting.inc({ kind: request.kind });
  const login = loginOf(request, logins);
  const owner = ownerOf(login, nas);
  const arrival = {
    packet: packet.bytes,
    nasId: nas.id,
    nasAddress: nas.address,
    owner,
    receivedAt,
  };
  const item = itemOf(request, arrival, login);
  if (item === undefined) {
    done();
    return;
  }
  const isTaken = commit.add({
    item: { item, arrival },
    done,
    failed: () => failed("not-written"),
  });
  if (!isTaken) failed("overload");
}

/** An access server that serves every routing point says nothing of where: then the login does. */
function ownerOf(login: LoginEntry | undefined, nas: NasEntry): SessionOwner {
  if (login === undefined) return { ...nobody, routingPointId: nas.routingPointId };
  return {
    loginId: login.id,
    subscriptionId: login.subscriptionId,
    customerId: login.customerId,
    businessUnitId: login.businessUnitId,
    routingPointId: nas.routingPointId ?? login.routingPointId,
  };
}

const nobody: SessionOwner = {
  loginId: null,
  subscriptionId: null,
  customerId: null,
  businessUnitId: null,
  routingPointId: null,
};

function acknowledgement(request: Packet, nas: NasEntry): Buffer {
  const code = packetCode.accountingResponse;
  return buildReply(
    request,
    { code, attributes: nothing, withMessageAuthenticator: false },
    nas.key,
  );
}
