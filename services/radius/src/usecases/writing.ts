import type { WriteRequest } from "@isp/db";
import type { SecretBox } from "@isp/kernel";

/** Names a write for the table of requests; what was asked is kept only as a keyed digest. */
export function writeRequest(
  box: Pick<SecretBox, "digest">,
  rpc: string,
  request: { readonly requestId: string },
): WriteRequest {
  const { requestId, ...asked } = request;
  return { requestId, rpc, fingerprint: box.digest(canonical(asked)) };
}

/** A further call of the same write has an id of its own that any repetition arrives at again. */
export function derivedRequestId(
  box: Pick<SecretBox, "digest">,
  requestId: string,
  purpose: string,
): string {
  return box.digest(`${purpose} ${requestId}`);
}

function canonical(asked: object): string {
  return JSON.stringify(asked, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
