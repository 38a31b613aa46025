import {
  linkSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const named = /^generation-(\d+)$/;
const lead = "00-generation.conf";

/** A whole set of server blocks that is being made beside the one nginx reads. */
export type Draft = {
  readonly number: number;
  readonly dir: string;
  readonly put: (id: string, text: string) => void;
  readonly drop: (id: string) => void;
  /** Makes it the one nginx reads at its next reload, in one step. */
  readonly publish: () => void;
  readonly discard: () => void;
};

/** Sets of server blocks, one folder each; the link `current` names the one that nginx reads. */
export function generations(vhostsDir: string, leadText: (generation: number) => string) {
  const current = join(vhostsDir, "current");
  const folderOf = (number: number) => join(vhostsDir, `generation-${number}`);
  const currentNumber = () => Number(named.exec(linkTarget(current) ?? "")?.[1] ?? 0);
  const clear = (keep: ReadonlySet<number>) => {
    for (const name of readdirSync(vhostsDir)) {
      const number = Number(named.exec(name)?.[1] ?? Number.NaN);
      if (!Number.isNaN(number) && !keep.has(number))
        rmSync(join(vhostsDir, name), { recursive: true, force: true });
    }
  };
  return {
    current,
    currentNumber,
    /** A copy of the current one: files that stay are the same files. */
    draft(): Draft {
      const before = currentNumber();
      clear(new Set([before]));
      const number = before + 1;
      const dir = folderOf(number);
      mkdirSync(dir, { mode: 0o700 });
      for (const name of before === 0 ? [] : readdirSync(current))
        if (name !== lead) linkSync(join(current, name), join(dir, name));
      writeFileSync(join(dir, lead), leadText(number), { mode: 0o600 });
      const fileOf = (id: string) => join(dir, `${id}.conf`);
      return {
        number,
        dir,
        put(id, text) {
          // A link to the current file must not be written through.
          rmSync(fileOf(id), { force: true });
          writeFileSync(fileOf(id), text, { mode: 0o600, flag: "wx" });
        },
        drop: (id) => rmSync(fileOf(id), { force: true }),
        publish() {
          const next = `${current}.next`;
          rmSync(next, { force: true });
          symlinkSync(`generation-${number}`, next);
          renameSync(next, current);
        },
        discard: () => rmSync(dir, { recursive: true, force: true }),
      };
    },
  };
}

export type Generations = ReturnType<typeof generations>;

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
