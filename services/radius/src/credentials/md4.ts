// OpenSSL 3 no longer has MD4, and MS-CHAP is made of it (RFC 1320, RFC 2759 8.3).

const blockBytes = 64;
const wordsPerBlock = 16;

type Mix = (b: number, c: number, d: number) => number;
type Round = {
  readonly mix: Mix;
  readonly constant: number;
  readonly shifts: readonly [number, number, number, number];
  readonly order: readonly number[];
};

const rounds: readonly Round[] = [
  {
    mix: (b, c, d) => (b & c) | (~b & d),
    constant: 0,
    shifts: [3, 7, 11, 19],
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  },
  {
    mix: (b, c, d) => (b & c) | (b & d) | (c & d),
    constant: 0x5a827999,
    shifts: [3, 5, 9, 13],
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
  },
  {
    mix: (b, c, d) => b ^ c ^ d,
    constant: 0x6ed9eba1,
    shifts: [3, 9, 11, 15],
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
  },
];

/** RFC 1320. */
export function md4(message: Uint8Array): Buffer {
  const input = padded(message);
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  const words = new Int32Array(wordsPerBlock);
  for (let at = 0; at < input.length; at += blockBytes) {
    for (let index = 0; index < wordsPerBlock; index += 1)
      words[index] = input.readInt32LE(at + index * 4);
    addBlock(state, words);
  }
  const digest = Buffer.alloc(16);
  for (const [index, value] of state.entries()) digest.writeInt32LE(value, index * 4);
  return digest;
}

function padded(message: Uint8Array): Buffer {
  const blocks = ((message.length + 8) >> 6) + 1;
  const input = Buffer.alloc(blocks * blockBytes);
  input.set(message);
  input[message.length] = 0x80;
  input.writeBigUInt64LE(BigInt(message.length) * 8n, input.length - 8);
  return input;
}

function addBlock(state: Int32Array, words: Int32Array): void {
  const mixed = Int32Array.from(state);
  for (const { mix, constant, shifts, order } of rounds) {
    for (const [step, index] of order.entries()) {
      // Instead of moving a, b, c and d along, the step counts backwards through them.
      const at = (place: number): number => (place - step) & 3;
      const mixture = mix(word(mixed, at(1)), word(mixed, at(2)), word(mixed, at(3)));
      const sum = word(mixed, at(0)) + mixture + word(words, index) + constant;
      mixed[at(0)] = rotate(sum | 0, shifts[step & 3] ?? 0);
    }
  }
  for (const index of state.keys()) state[index] = word(state, index) + word(mixed, index);
}

const word = (words: Int32Array, index: number): number => words[index] ?? 0;

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
