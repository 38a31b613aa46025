import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "@isp/kernel";
import type { NasEntry } from "../model/nas-table.ts";
import type { ControlOrder } from "../protocol/control.ts";
import type { DisconnectOutcome } from "../usecases/disconnect-ports.ts";
import { type Lane, openLane } from "./lane.ts";

/** Asks access servers to end or change sessions, each server at its own pace. */
export type ControlSender = {
  readonly send: (nas: NasEntry, order: ControlOrder) => Promise<DisconnectOutcome>;
  readonly close: () => void;
};

export type Pace = {
  /** Least time between two requests to one access server: they are small devices. */
  readonly gapMs: number;
  /** How long each attempt is waited for. */
  readonly pausesMs: readonly number[];
};

/** 50 a second each; tried three times within twelve seconds. */
export const usualPace: Pace = { gapMs: 20, pausesMs: [2_000, 4_000, 6_000] };

type Street = { readonly way: string; lane: Lane; turn: Promise<void>; isLeft: boolean };

export function controlSender(clock: Clock, pace: Pace = usualPace): ControlSender {
  const streets = new Map<string, Street>();

  /** A changed address or secret needs a port of its own; the one before closes with its last answer. */
  function streetOf(nas: NasEntry): Street {
    const way = `${nas.address} ${nas.coaPort} ${nas.key.secret.toString("base64")}`;
    const known = streets.get(nas.id);
    if (known?.way === way) return known;
    if (known !== undefined) leave(known);
    const street = { way, lane: openLane(nas), turn: Promise.resolve(), isLeft: false };
    streets.set(nas.id, street);
    return street;
  }

  return {
    async send(nas, order) {
      const street = streetOf(nas);
      const mine = street.turn;
      street.turn = mine.then(() => sleep(pace.gapMs));
      await mine;
      // A spent lane closes itself with its last answer.
      if (street.lane.isSpent()) street.lane = openLane(nas);
      const answer = street.lane.ask(order, clock.now(), pace.pausesMs);
      if (street.isLeft) street.lane.leave();
      return answer;
    },
    close() {
      for (const { lane } of streets.values()) lane.close();
      streets.clear();
    },
  };
}

function leave(street: Street): void {
  street.isLeft = true;
  street.lane.leave();
}
