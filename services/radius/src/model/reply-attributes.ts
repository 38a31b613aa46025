import { common } from "@isp/contracts";
import { interimSeconds } from "../accounting/interval.ts";
import { attributeNumber } from "../protocol/codes.ts";
import { mikrotikVendor } from "../protocol/dictionary/mikrotik.ts";
import {
  begin,
  encodedAttributes,
  packetWriter,
  putInteger,
  putVendorOctets,
} from "../protocol/writer.ts";
import { packetCode } from "../protocol/codes.ts";

const mikrotikRateLimit = 8;

/** Encodes what an Access-Accept grants, once for all logins with the same plan terms. */
export function replyAttributes(): (plan: string) => Buffer {
  const known = new Map<string, Buffer>();
  return (plan) => {
    const encoded = known.get(plan) ?? encode(plan);
    known.set(plan, encoded);
    return encoded;
  };
}

function encode(plan: string): Buffer {
  const writer = packetWriter();
  begin(writer, packetCode.accessAccept, 0);
  putInteger(writer, attributeNumber.acctInterimInterval, interimSeconds);
  const limit = rateLimit(common.PlanTerms.fromJSON(JSON.parse(plan)));
  if (limit !== undefined)
    putVendorOctets(writer, mikrotikVendor, mikrotikRateLimit, Buffer.from(limit));
  return encodedAttributes(writer);
}

/** rx/tx as the router sees it: what the customer sends comes first. */
function rateLimit({ speed }: common.PlanTerms): string | undefined {
  const rate = speed?.businessHours ?? speed?.otherHours;
  if (rate === undefined || rate.upKbps <= 0 || rate.downKbps <= 0) return undefined;
  return `${rate.upKbps}k/${rate.downKbps}k`;
}
