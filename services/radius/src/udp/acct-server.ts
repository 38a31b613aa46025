import type { Clock } from "@isp/kernel";
import { type AccountingRequest, readAccounting, sessionKey } from "../accounting/read-report.ts";
import type { RadiusMetrics, SilenceReason } from "../metrics.ts";
import type { LoginEntry, LoginModel } from "../model/logins.ts";
import type { NasEntry, NasTable } from "../model/nas-table.ts";
import { packetCode } from "../protocol/codes.ts";
import type { Packet } from "../protocol/packet.ts";
import type { ParkedPacket, SessionInput, SessionOwner } from "../usecases/session-ports.ts";
import type { GroupCommit } from "../accounting/group-commit.ts";
import { admitAccounting } from "./admit.ts";
import type { DuplicateCache } from "./duplicate-cache.ts";
import { receive } from "./receive.ts";
import { buildReply } from "./reply.ts";
import type { Datagram, UdpServer } from "./socket.ts";

/** One accounting packet on its way into the database. */
export type AccountingItem =
  | { readonly kind: "session"; readonly input: SessionInput }
  | { readonly kind: "restart"; readonly nasId: string; readonly at: number }
  | { readonly kind: "parked"; readonly packet: ParkedPacket };

export type AcctDependencies = {
  readonly nas: NasTable;
  readonly logins: LoginModel;
  readonly duplicates: DuplicateCache;
  readonly commit: GroupCommit<AccountingItem>;
  readonly clock: Clock;
  readonly metrics: Pick<RadiusMetrics, "silences" | "duplicates" | "accounting">;
  readonly onUnknownNas: (address: string) => void;
};

const nothing = Buffer.alloc(0);

/** Takes Accounting-Requests; each is acknowledged once it is committed, and not before. */
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
  const item = itemOf(request, { packet, nas, logins, receivedAt });
  if (item === undefined) done();
  else if (!commit.add({ item, done, failed: () => failed("not-written") })) failed("overload");
}

type Arrival = {
  readonly packet: Packet;
  readonly nas: NasEntry;
  readonly logins: LoginModel;
  readonly receivedAt: Date;
};

/** Nothing where there is nothing to record. */
function itemOf(request: AccountingRequest, arrival: Arrival): AccountingItem | undefined {
  const { packet, nas, logins, receivedAt } = arrival;
  switch (request.kind) {
    case "ignored":
      return undefined;
    case "restart":
      return { kind: "restart", nasId: nas.id, at: request.at };
    case "unusable":
      return {
        kind: "parked",
        packet: { nasId: nas.id, reason: request.reason, packet: packet.bytes, receivedAt },
      };
    case "session": {
      const { username, acctSessionId, report } = request;
      const key = sessionKey(nas.id, acctSessionId, username);
      const identity = { key, nasId: nas.id, nasAddress: nas.address, acctSessionId, username };
      const login = logins.find(username);
      const isRefused = login !== undefined && login.service !== "on";
      const owner = ownerOf(login, nas);
      return { kind: "session", input: { identity, owner, isRefused, report, receivedAt } };
    }
  }
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
