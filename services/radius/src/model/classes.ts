import type { IpClass } from "../domain/network-lists.ts";
import { type Pool, poolOf } from "../domain/pool.ts";

/** The IP classes in memory, with what is given out of each. */
export type ClassModel = {
  readonly find: (id: string) => Pool | undefined;
  readonly replace: (classes: readonly IpClass[]) => void;
};

export function classModel(): ClassModel {
  let known = new Map<string, Pool>();
  return {
    find: (id) => known.get(id),
    replace(classes) {
      const pools = classes.flatMap((ipClass) => {
        const pool = poolOf(ipClass);
        return pool === null ? [] : [[ipClass.id, pool] as const];
      });
      known = new Map(pools);
    },
  };
}
