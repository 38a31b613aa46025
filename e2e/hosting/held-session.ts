import { once } from "node:events";
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
  return {
    async ends(withinMs) {
      const late = new Promise<never>((_, reject) => {
        setTimeout(() => reject(new Error("the session is still open")), withinMs).unref();
      });
      await Promise.race([closed, late]);
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
