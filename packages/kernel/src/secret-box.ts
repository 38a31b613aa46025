import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** Seals secrets at rest with AES-256-GCM. The context binds a sealed value to its row. */
export type SecretBox = {
  /** `context` names table, column and row, so that a sealed value moved elsewhere does not open. */
  readonly seal: (plain: string, context: string) => Buffer;
  readonly open: (sealed: Uint8Array, context: string) => string;
  /** A keyed digest, for comparing requests without storing what they said. */
  readonly digest: (text: string) => string;
};

const version = 1;

/** `key` is the service's own 32 random bytes; the keys in use are derived from it. */
export function secretBox(key: Uint8Array): SecretBox {
  if (key.length !== 32) throw new Error("a secrets key has 32 bytes");
  const derive = (info: string) => Buffer.from(hkdfSync("sha256", key, "", info, 32));
  const [sealing, digesting] = [derive("torre seal 1"), derive("torre digest 1")];
  return {
    seal(plain, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (bytes[0] !== version) throw new Error(`sealed value has unknown version ${bytes[0]}`);
      const decipher = createDecipheriv("aes-256-gcm", sealing, bytes.subarray(1, 13))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(13, 29));
      return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString(
        "utf8",
      );
    },
    digest: (text) => createHmac("sha256", digesting).update(text).digest("hex"),
  };
}
