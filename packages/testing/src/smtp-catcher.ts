import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A letter as a real mail server took it over. */
export type CaughtLetter = {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  /** By their names in lower case, unfolded. */
  readonly headers: ReadonlyMap<string, string>;
  /** The text of a letter that has one part. */
  readonly text: string;
};

export type SmtpCatcher = {
  readonly url: string;
  readonly port: number;
  readonly letters: readonly CaughtLetter[];
  /** What it answers to the next recipients, such as `550 no such user`; null to take letters over again. */
  readonly refuseWith: (answer: string | null) => void;
  readonly close: () => Promise<void>;
};

/** A real SMTP server that keeps what it is given and hands nothing on. */
export async function startSmtpCatcher(port = 0): Promise<SmtpCatcher> {
  const letters: CaughtLetter[] = [];
  let refusal: string | null = null;
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onRcptTo(_address, _session, done) {
      if (refusal === null) {
        done();
        return;
      }
      const [code = "550", ...words] = refusal.split(" ");
      done(Object.assign(new Error(words.join(" ")), { responseCode: Number(code) }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        letters.push({ from, to, ...parsed(Buffer.concat(chunks)) });
        done(null, `queued as ${letters.length}`);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const { port: bound } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${bound}`,
    port: bound,
    letters,
    refuseWith(answer) {
      refusal = answer;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function parsed(content: Buffer): Pick<CaughtLetter, "raw" | "headers" | "text"> {
  const raw = content.toString("latin1");
  const end = raw.indexOf("\r\n\r\n");
  const head = raw.slice(0, end).replaceAll(/\r\n[ \t]+/g, " ");
  const headers = new Map(
    head.split("\r\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const encoding = headers.get("content-transfer-encoding") ?? "";
  const text = decoded(raw.slice(end + 4), encoding.toLowerCase());
  return { raw, headers, text: text.replaceAll("\r\n", "\n") };
}

function decoded(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1").toString("utf8");
  const octets = body
    .replaceAll("=\r\n", "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(octets, "latin1").toString("utf8");
}
