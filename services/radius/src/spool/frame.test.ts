import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { frame, frameHeaderBytes, readFrames } from "./frame.ts";

const marker = Buffer.from("0123456789abcdef", "hex");
const payloads = Array.from({ length: 12 }, (_, index) => Buffer.alloc(150 + index * 7, index + 1));
const whole = Buffer.concat(payloads.map((payload) => frame(payload, marker)));

describe("the records of a spool segment", () => {
  it("come back as they were written, whatever they hold", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (values) => {
        const buffers = values.map((value) => Buffer.from(value));
        const bytes = Buffer.concat(buffers.map((payload) => frame(payload, marker)));
        expect(readFrames(bytes, marker)).to.deep.equal({
          payloads: buffers,
          damaged: [],
          tornBytes: 0,
        });
      }),
    );
  });

  it("are all read but the last when the file is cut by 1 to 200 octets", () => {
    const last = frameHeaderBytes + (payloads.at(-1)?.length ?? 0);
    for (let cut = 1; cut <= 200; cut += 1) {
      const read = readFrames(whole.subarray(0, whole.length - cut), marker);
      expect(read.payloads, `cut by ${cut}`).to.deep.equal(payloads.slice(0, -1));
      expect(read.damaged).to.deep.equal([]);
      expect(read.tornBytes).to.equal(last - cut);
    }
  });

  it("are all read but one when any single octet of the file is wrong", () => {
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes[at] = bytes[at]! ^ 0x5a;
      const read = readFrames(bytes, marker);
      expect(read.payloads, `octet ${at}`).to.have.length(payloads.length - 1);
      for (const payload of read.payloads)
        expect(payloads.some((written) => written.equals(payload))).to.equal(true);
      expect(read.damaged).to.have.length(1);
      expect(read.tornBytes).to.equal(0);
    }
  });

  it("are read on after a write that the disk cut short", () => {
    const short = frame(payloads[0]!, marker).subarray(0, 90);
    const read = readFrames(Buffer.concat([whole, short, whole]), marker);
    expect(read.payloads).to.deep.equal([...payloads, ...payloads]);
    expect(read).to.deep.include({ damaged: [], tornBytes: 90 });
  });

  it("cannot be forged from within a packet, since the marker is not known", () => {
    const forged = frame(Buffer.from("forged"), Buffer.alloc(8, 7));
    const bytes = Buffer.concat([frame(forged, marker), frame(payloads[0]!, marker)]);
    bytes[2] = 0xff;
    expect(readFrames(bytes, marker).payloads).to.deep.equal([payloads[0]]);
  });

  it("never make the reader fail on anything at all", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (value) => {
        const { payloads: read } = readFrames(Buffer.concat([Buffer.from(value), whole]), marker);
        expect(read.length).to.be.greaterThanOrEqual(payloads.length);
      }),
      { numRuns: 1_000 },
    );
  });
});
