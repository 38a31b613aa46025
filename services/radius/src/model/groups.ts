type Name = string | null | undefined;

/** Things by a name that nearly always one alone has: that one is kept without an array around it. */
export type Groups<Thing extends object> = {
  readonly find: (name: string) => readonly Thing[] | undefined;
  /** Whoever has no name is in no group. */
  readonly add: (name: Name, thing: Thing) => void;
  readonly remove: (name: Name, thing: Thing) => void;
};

export function groups<Thing extends object>(): Groups<Thing> {
  const found = new Map<string, Thing | readonly Thing[]>();

  function find(name: string): readonly Thing[] | undefined {
    const one = found.get(name);
    if (one === undefined) return undefined;
    return isMany(one) ? one : [one];
  }

  function put(name: string, things: readonly Thing[]): void {
    const [first, ...others] = things;
    if (first === undefined) found.delete(name);
    else found.set(name, others.length === 0 ? first : things);
  }

  return {
    find,
    add(name, thing) {
      if (name === null || name === undefined) return;
      put(name, [...(find(name) ?? []), thing]);
    },
    remove(name, thing) {
      if (name === null || name === undefined) return;
      put(name, find(name)?.filter((other) => other !== thing) ?? []);
    },
  };
}

function isMany<Thing>(one: Thing | readonly Thing[]): one is readonly Thing[] {
  return Array.isArray(one);
}
