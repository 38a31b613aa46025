import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";

/** Seals secrets at rest with AES-256-GCM. The context binds a sealed value to its row. */
export type SecretBox = {
  /** `context` names table, column and row, so that a sealed value moved elsewhere does not open. */
  readonly seal: (plain: string, context: string) => Buffer;
  readonly open: (sealed: Uint8Array, context: string) => string;
  /** True when it was sealed with a key that is no longer the current one. */
  readonly isStale: (sealed: Uint8Array) => boolean;
  /** A keyed digest, for comparing requests without storing what they said. */
  readonly digest: (text: string) => string;
};

const version = 1;
// version, key id, nonce, tag, body
const [keyIdAt, nonceAt, tagAt, bodyAt] = [1, 5, 17, 33];

/**
 * `key` is the service's own 32 random bytes; the keys in use are derived from it. Values sealed with
 * one of the `previous` keys still open: every sealed value says which key it needs.
 */
export function secretBox(key: Uint8Array, previous: readonly Uint8Array[] = []): SecretBox {
  const current = sealingKey(key);
  const keys = new Map(
    [current, ...previous.map(sealingKey)].map((known) => [known.id, known.key]),
  );
  const digesting = derive(key, "torre digest 1");
  return {
    seal(plain, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", current.key, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      const keyId = Buffer.from(current.id, "hex");
      return Buffer.concat([Buffer.of(version), keyId, nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (bytes[0] !== version) throw new Error(`sealed value has unknown version ${bytes[0]}`);
      const sealing = keys.get(keyIdOf(bytes));
      if (sealing === undefined) throw new Error(`no key ${keyIdOf(bytes)} to open a sealed value`);
      const decipher = createDecipheriv("aes-256-gcm", sealing, bytes.subarray(nonceAt, tagAt))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(tagAt, bodyAt));
      return Buffer.concat([decipher.update(bytes.subarray(bodyAt)), decipher.final()]).toString(
        "utf8",
      );
    },
    isStale: (sealed) => keyIdOf(Buffer.from(sealed)) !== current.id,
    digest: (text) => createHmac("sha256", digesting).update(text).digest("hex"),
  };
}

function derive(key: Uint8Array, info: string): Buffer {
  if (key.length !== 32) throw new Error("a secrets key has 32 bytes");
  return Buffer.from(hkdfSync("sha256", key, "", info, 32));
}

/** As an object of its own: to make one of octets for each value costs more than to open the value. */
function sealingKey(key: Uint8Array): { readonly id: string; readonly key: KeyObject } {
  const sealing = derive(key, "torre seal 1");
  const id = createHash("sha256").update(sealing).digest("hex").slice(0, 8);
  return { id, key: createSecretKey(sealing) };
}

function keyIdOf(sealed: Buffer): string {
  return sealed.toString("hex", keyIdAt, nonceAt);
}
