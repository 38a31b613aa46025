import { deviceOf } from "../domain/mac.ts";
import type { Place } from "../domain/simultaneous-use.ts";
import { windowCount } from "./window-count.ts";

/**
 * Wrong passwords of the last minute. Too many make `throttled` the answer, and nobody's password is looked
 * at any more; a device that its login knows is never asked about it, so that no stranger locks a line out.
 */
export type Guesses = {
  readonly isThrottled: (login: string, from: Place) => boolean;
  readonly note: (login: string, from: Place) => void;
  /** Called every half minute. */
  readonly turn: () => void;
};

/** A router with a mistyped password tries every few seconds; a guesser does better than that. */
const mostOfLogin = 30;
/** One device that tries many names. */
const mostOfDevice = 60;
/** Behind so busy an access server, one failure is enough: devices may be made up one by one. */
const mostOfNas = 1_000;
const rememberedKeys = 100_000;

export function guesses(): Guesses {
  const byLogin = windowCount(rememberedKeys);
  const byDevice = windowCount(rememberedKeys);
  const byNas = windowCount(rememberedKeys);
  return {
    isThrottled(login, from) {
      const device = deviceKey(from);
      const [ofLogin, ofDevice] = [
        byLogin.count(login),
        device === "" ? 0 : byDevice.count(device),
      ];
      if (ofLogin >= mostOfLogin || ofDevice >= mostOfDevice) return true;
      return ofLogin + ofDevice > 0 && byNas.count(from.nasId) >= mostOfNas;
    },
    note(login, from) {
      const device = deviceKey(from);
      byLogin.note(login);
      if (device !== "") byDevice.note(device);
      byNas.note(from.nasId);
    },
    turn() {
      for (const counter of [byLogin, byDevice, byNas]) counter.turn();
    },
  };
}

/** Empty where the access server says nothing of the device; such a one cannot be told from others. */
function deviceKey({ nasId, mac, nasPortId }: Place): string {
  if (mac === "" && nasPortId === "") return "";
  return `${nasId} ${mac === "" ? nasPortId : deviceOf(mac)}`;
}
