import type { Clock } from "@isp/kernel";

/** Remembers what a token stood for, for a moment: a screen asks many things in one breath. */
export type Remembered<Value> = {
  readonly get: (token: string, look: () => Promise<Value | null>) => Promise<Value | null>;
  readonly forget: (token: string) => void;
};

/** Short enough that a closed session or a disabled operator is out within seconds (S35). */
const keepMs = 2_000;
const most = 10_000;

export function remembered<Value>(clock: Clock): Remembered<Value> {
  const known = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    async get(token, look) {
      const now = clock.now().getTime();
      const held = known.get(token);
      if (held !== undefined && held.until > now) return held.value;
      const value = await look();
      if (value === null) known.delete(token);
      else {
        if (known.size >= most) known.clear();
        known.set(token, { value, until: now + keepMs });
      }
      return value;
    },
    forget: (token) => void known.delete(token),
  };
}
