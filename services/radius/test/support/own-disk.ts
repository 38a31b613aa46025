import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

/** Words to be put before a command, which then has a disk of its own that goes with it. */
export type OwnDisk = readonly string[];

const isRoot = process.getuid?.() === 0;

/** In memory; nobody else sees it. */
export function smallDisk(directory: string, size: string): OwnDisk {
  return mounted(`mount -t tmpfs -o size=${size} tmpfs ${directory}`);
}

/** A file system of its own, in a file, since only such a one can be frozen. */
export function blockDisk(directory: string): OwnDisk {
  const image = `${directory}.img`;
  return mounted(
    `truncate -s 32M ${image} && mkfs.ext4 -q -F ${image} && mount -o loop ${image} ${directory}`,
  );
}

/** Only root may mount a file, and not on every machine. */
export function canFreeze(directory: string): boolean {
  const [command, ...args] = [...blockDisk(directory), "true"];
  return isRoot && spawnSync(command, args).status === 0;
}

/**
 * Whatever writes there stands still, beyond the reach of signals, until it is thawed. It is as well when
 * this process ends, however it does: the helper that holds the disk then reads the end of its input.
 */
export async function freeze(pid: number, directory: string): Promise<() => Promise<void>> {
  const script = `fsfreeze -f ${directory} && echo frozen && read word; fsfreeze -u ${directory}`;
  const helper = spawn("nsenter", ["-t", `${pid}`, "-m", "sh", "-c", script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(helper.stdout, "data");
  return async () => {
    helper.stdin.end();
    await once(helper, "exit");
  };
}

function mounted(mount: string): OwnDisk {
  const namespace = isRoot ? [] : ["--user", "--map-root-user"];
  return ["unshare", ...namespace, "--mount", "sh", "-c", `${mount} && exec "$@"`, "sh"];
}
