import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

type Sent = { readonly from: string; readonly to: string; readonly raw: string };

/** Everything that was sent to other providers. */
export const sentOutside: Sent[] = [];

/** All other providers at once; answers the port. It lives as long as the process. */
export async function openOutside(): Promise<number> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onData(stream, { envelope }, answer) {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.once("end", () => {
        const raw = Buffer.concat(pieces).toString("utf8");
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        for (const { address: to } of envelope.rcptTo) sentOutside.push({ from, to, raw });
        answer(null, "taken");
      });
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  server.server.unref();
  return (server.server.address() as AddressInfo).port;
}
