import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import type { Status } from "@isp/torre";
import type { FtpLogin } from "./clients.ts";

/** A session that stays open until the server ends it. */
export type HeldSession = { readonly ends: (withinMs: number) => Promise<void> };

/** Logs in over explicit FTPS and stays, as a program does that keeps its connection. */
export async function heldFtpSession(
  { servers }: Status,
  { username, password }: FtpLogin,
): Promise<HeldSession> {
  const { host = "", port = 0 } = servers["ftp"] ?? {};
  const plain = connectPlain({ host, port });
  await answered(plain, "220");
  plain.write("AUTH TLS\r\n");
  await answered(plain, "234");
  const secure = connectTls({ socket: plain, rejectUnauthorized: false });
  await once(secure, "secureConnect");
  secure.write(`USER ${username}\r\n`);
  await answered(secure, "331");
  secure.write(`PASS ${password}\r\n`);
  await answered(secure, "230");
  const closed = new Promise<void>((resolve) => {
    secure.once("close", () => resolve());
    secure.on("error", () => undefined);
    secure.resume();
  });
  return heldUntil(closed);
}

/** The same by OpenSSH's own program, which asks a program of ours for the password. */
export async function heldSftpSession(
  { servers }: Status,
  { username, password }: FtpLogin,
  folder: string,
): Promise<HeldSession> {
  const { host = "", port = 0 } = servers["sftp"] ?? {};
  const askpass = `${folder}/askpass`;
  writeFileSync(askpass, '#!/bin/sh\nprintf "%s" "$TORRE_PASSWORD"\n', { mode: 0o700 });
  const unknown = ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"];
  const child = spawn("sftp", [...unknown, "-q", "-P", `${port}`, `${username}@${host}`], {
    stdio: ["pipe", "pipe", "ignore"],
    env: {
      ...process.env,
      SSH_ASKPASS: askpass,
      SSH_ASKPASS_REQUIRE: "force",
      TORRE_PASSWORD: password,
    },
  });
  const closed = once(child, "close");
  child.stdin.on("error", () => undefined).write("pwd\n");
  let text = "";
  child.stdout.setEncoding("utf8");
  while (!text.includes("working directory")) {
    const [chunk] = await Promise.race([once(child.stdout, "data"), closed]);
    if (typeof chunk !== "string") throw new Error(`sftp ended: ${text}`);
    text += chunk;
  }
  child.stdout.resume();
  // It reads on from its keyboard when its connection has ended, and sees that at the next command.
  return heldUntil(closed, () => child.stdin.write("ls /\n"));
}

function heldUntil(closed: Promise<unknown>, used?: () => void): HeldSession {
  return {
    async ends(withinMs) {
      const using = used && setInterval(used, 50);
      const late = new Promise<never>((_, reject) => {
        setTimeout(() => reject(new Error("the session is still open")), withinMs).unref();
      });
      await Promise.race([closed, late]).finally(() => clearInterval(using));
    },
  };
}

async function answered(socket: Socket | TLSSocket, code: string): Promise<void> {
  let text = "";
  while (!new RegExp(`^${code} `, "m").test(text)) {
    const [chunk] = (await once(socket, "data")) as [Buffer];
    text += chunk.toString("utf8");
    if (/^[45]\d\d /m.test(text)) throw new Error(`the server answered ${text}`);
  }
}
