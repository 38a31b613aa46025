import type { radius } from "@isp/contracts";
import { refuseFields } from "../domain/errors.ts";
import { addressNumber } from "../domain/address-range.ts";
import type { IpClass } from "../domain/network-lists.ts";
import { blockOf, privateRangeOf } from "../domain/shared-addresses.ts";
import { pageLimit } from "./paging.ts";

/** A page of a class's mapping; the token is the place among what was asked for that comes next. */
export function sharedPage(
  ipClass: IpClass,
  { address, port, pageSize, pageToken }: radius.ListSharedAddressesRequest,
): radius.ListSharedAddressesResponse {
  const isAddress = address === "" || addressNumber(address) !== null;
  refuseFields(isAddress ? [] : [{ pointer: "/address", detail: "must be an IPv4 address" }]);
  const asked = privateRangeOf(ipClass, address, port);
  const skipped = Number(pageToken === "" ? "0" : pageToken);
  if (asked === null || !Number.isSafeInteger(skipped) || skipped < 0)
    return { addresses: [], nextPageToken: "" };
  const start = asked.from + skipped;
  const end = Math.min(asked.to, start + pageLimit(pageSize) - 1);
  const addresses = Array.from({ length: Math.max(end - start + 1, 0) }, (_, place) =>
    blockOf(ipClass, start + place),
  ).filter((block) => block !== null);
  const isMore = end < asked.to && addresses.length > 0;
  return { addresses, nextPageToken: isMore ? String(end + 1 - asked.from) : "" };
}
