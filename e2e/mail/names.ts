import { createSocket } from "node:dgram";
import { once } from "node:events";

/** What the name server of the stories knows of the world: TXT records by their names. */
export const texts = new Map<string, string>();

const [headBytes, questionTail] = [12, 4];
const [txt, noError, noSuchName] = [16, 0x8180, 0x8183];
const longestPiece = 255;

/** A name server for TXT alone; answers its address. It lives as long as the process. */
export async function openNames(): Promise<string> {
  const socket = createSocket("udp4");
  socket.on("message", (asked, { address, port }) => {
    const { name, end, type } = questionOf(asked);
    const text = type === txt ? texts.get(name) : undefined;
    const known = text !== undefined || [...texts.keys()].some((one) => one.endsWith(name));
    const head = Buffer.from(asked.subarray(0, headBytes));
    head.writeUInt16BE(known ? noError : noSuchName, 2);
    head.writeUInt16BE(text === undefined ? 0 : 1, 6);
    head.fill(0, 8);
    const answer = text === undefined ? [] : [recordOf(text)];
    socket.send(Buffer.concat([head, asked.subarray(headBytes, end), ...answer]), port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  socket.unref();
  return `127.0.0.1:${socket.address().port}`;
}

function questionOf(asked: Buffer) {
  const labels: string[] = [];
  let at = headBytes;
  for (let length = asked[at] ?? 0; length > 0; length = asked[at] ?? 0) {
    labels.push(asked.toString("latin1", at + 1, at + 1 + length).toLowerCase());
    at += length + 1;
  }
  return { name: labels.join("."), type: asked.readUInt16BE(at + 1), end: at + 1 + questionTail };
}

/** Points back at the question for its name; a text beyond 255 octets comes in pieces. */
function recordOf(text: string): Buffer {
  const raw = Buffer.from(text, "latin1");
  const pieces: Buffer[] = [];
  for (let at = 0; at < raw.length; at += longestPiece) {
    const piece = raw.subarray(at, at + longestPiece);
    pieces.push(Buffer.from([piece.length]), piece);
  }
  const data = Buffer.concat(pieces);
  const head = Buffer.from([0xc0, headBytes, 0, txt, 0, 1, 0, 0, 0, 60, 0, 0]);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
