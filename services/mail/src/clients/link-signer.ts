import { createHmac, timingSafeEqual } from "node:crypto";
import { isId } from "@isp/kernel";
import type { LinkSigner } from "../usecases/ask-sender.ts";

/** Signs with a key that only links are signed with. */
export function linkSigner(key: Buffer): LinkSigner {
  const macOf = (letterId: string) =>
    createHmac("sha256", key).update(`confirm ${letterId}`).digest("base64url");
  return {
    sign: (letterId) => `${letterId}.${macOf(letterId)}`,
    read(link) {
      const [letterId = "", mac = ""] = link.split(".");
      const [given, right] = [Buffer.from(mac), Buffer.from(macOf(letterId))];
      const isRight = given.length === right.length && timingSafeEqual(given, right);
      return isRight && isId(letterId) ? letterId : null;
    },
  };
}
