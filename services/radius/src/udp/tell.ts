import { type radius, radiusEvents } from "@isp/contracts";
import { type QueuedFact, queuedFact, type Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { LoginEntry } from "../model/logins.ts";
import type { NasTable } from "../model/nas-table.ts";
import type { Radius } from "../usecases/ports.ts";
import type { RejectCount } from "../usecases/reject-ports.ts";
import type { Rejection } from "./auth-server.ts";
import { type Tally, tally } from "./tally.ts";

/** Facts that the UDP side has to tell, seldom enough that a storm of packets is none of facts. */
export type Telling = {
  readonly rejected: (rejection: () => Rejection, key: string, isKnown: boolean) => void;
  readonly unknownNas: (address: string) => void;
  /** Puts what is due into the outbox. */
  readonly flush: () => Promise<void>;
};

const periodMs = 60_000;
/** Every refused customer of a large provider, each minute. */
const rememberedLogins = 100_000;
/** Names and addresses are made up by strangers: beyond this they are only counted. */
const rememberedNames = 1_000;
const rememberedAddresses = 1_000;
/** What one statement carries well, and one transaction in good time. */
const atOnce = 1_000;

type Dependencies = {
  readonly transact: Transact<Pick<Radius, "outbox" | "rejects">>;
  readonly nas: NasTable;
  readonly clock: Clock;
};

export function telling(dependencies: Dependencies): Telling {
  const ofLogins = tally<Rejection>(periodMs, rememberedLogins);
  const ofNames = tally<Rejection>(periodMs, rememberedNames);
  const strangers = tally<string>(periodMs, rememberedAddresses);
  const { transact, nas, clock } = dependencies;

  async function tell<Fact>(
    counter: Tally<Fact>,
    factOf: (fact: Fact, count: number, at: Date) => QueuedFact,
    countOf: (fact: Fact, count: number, at: Date) => RejectCount[] = () => [],
  ): Promise<void> {
    const at = clock.now();
    for (;;) {
      const { facts, settle } = counter.due(at.getTime(), atOnce);
      if (facts.length === 0) return;
      const queued = facts.map(({ fact, count }) => factOf(fact, count, at));
      const counts = facts.flatMap(({ fact, count }) => countOf(fact, count, at));
      await transact(async ({ outbox, rejects }) => {
        await outbox.addAll(queued);
        await rejects.count(counts);
      });
      settle();
    }
  }

  return {
    rejected(rejection, key, isKnown) {
      (isKnown ? ofLogins : ofNames).note(key, rejection);
    },
    unknownNas: (address) => strangers.note(address, () => address),
    async flush() {
      for (const rejections of [ofLogins, ofNames])
        await tell(
          rejections,
          (fact, count, at) => rejectedFact(fact, { count, at, nas }),
          (fact, count, at) => [countOf(fact, { count, at, nas })],
        );
      await tell(strangers, unknownFact);
    },
  };
}

type Told = { readonly count: number; readonly at: Date; readonly nas: NasTable };

function countOf({ reason, nasId, mac, login }: Rejection, { count, at, nas }: Told): RejectCount {
  const routingPointId = nas.findById(nasId)?.routingPointId ?? login?.routingPointId ?? "";
  return { loginId: login?.id ?? null, routingPointId, reason, count, nasId, mac, at };
}

function rejectedFact(rejection: Rejection, { count, at, nas }: Told): QueuedFact {
  const { reason, nasId, mac, nasPortId, login } = rejection;
  const who = login === undefined ? { ...nobody, username: rejection.username } : ownerOf(login);
  const routingPointId = nas.findById(nasId)?.routingPointId ?? who.routingPointId;
  const payload = { ...who, mac, nasId, nasPortId, reason, count, routingPointId, at };
  const about = { aggregateId: login?.id ?? nasId, routingPointId };
  return queuedFact(radiusEvents.access.of("rejected"), payload, about);
}

const nobody = { routingPointId: "", businessUnitId: "", subscriptionId: "", customerId: "" };

function ownerOf(login: LoginEntry): typeof nobody & { readonly username: string } {
  return {
    username: login.name,
    routingPointId: login.routingPointId ?? "",
    businessUnitId: login.businessUnitId,
    subscriptionId: login.subscriptionId,
    customerId: login.customerId,
  };
}

function unknownFact(address: string, count: number, at: Date): QueuedFact {
  const payload: radius.NasUnknown = { address, count, at };
  return queuedFact(radiusEvents.nasNasUnknown.of("unknown"), payload, { aggregateId: address });
}
