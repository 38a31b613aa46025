import type { WriteRequest } from "@isp/db";
import type { SecretBox } from "@isp/kernel";
import { refuse } from "@isp/rpc";

/** Names a write by its request id and a keyed digest of all that it asks for. */
export type ToWriteRequest = (rpc: string, message: { readonly requestId: string }) => WriteRequest;

export function writeRequests(box: Pick<SecretBox, "digest">): ToWriteRequest {
  return (rpc, message) => {
    const { requestId, ...asked } = message;
    if (!/^[\w/-]{8,64}$/.test(requestId)) {
      throw refuse.request_id_missing(`${rpc} needs a request id.`);
    }
    const text = JSON.stringify(asked, (_, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    );
    return { requestId, rpc, fingerprint: box.digest(text) };
  };
}
