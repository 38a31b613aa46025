import { connect } from "node:net";
import { placeOf } from "./place.ts";
import type { ScanForViruses } from "../usecases/hop-ports.ts";

const limitMs = 30_000;
const pieceBytes = 1 << 16;

/** Asks clamd (INSTREAM); whatever it does not say clearly is no answer, and the letter waits. */
export function clamd(address: string): ScanForViruses {
  return (raw) =>
    new Promise((answer, failed) => {
      const socket = connect(placeOf(address));
      let told = "";
      socket.setTimeout(limitMs, () => socket.destroy(new Error("clamd is silent")));
      socket.setEncoding("latin1").on("data", (text: string) => (told += text));
      socket.once("error", failed);
      socket.once("close", () => {
        const found = /^stream: (.+) FOUND/.exec(told)?.[1];
        if (found !== undefined) return answer(found);
        if (told.startsWith("stream: OK")) return answer(null);
        return failed(new Error(`clamd: ${told.trim() || "no answer"}`));
      });
      socket.once("connect", () => {
        socket.write("zINSTREAM\0");
        for (let at = 0; at < raw.length; at += pieceBytes) {
          const piece = raw.subarray(at, at + pieceBytes);
          const length = Buffer.alloc(4);
          length.writeUInt32BE(piece.length);
          socket.write(length);
          socket.write(piece);
        }
        socket.write(Buffer.alloc(4));
      });
    });
}
