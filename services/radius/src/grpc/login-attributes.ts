import type { radius } from "@isp/contracts";
import type { SessionState } from "../domain/session.ts";
import { planTermsOf } from "../events/published.ts";
import type { LoginSight } from "../usecases/look-at-login.ts";

type Attribute = radius.GetLoginAttributesResponse_Attribute;

/** The manual's table (C89), in its order; the password only where it is asked for. */
export function attributesOf(sight: LoginSight, withPassword: boolean): Attribute[] {
  const { open, last, boundMacs } = sight;
  const address = open[0]?.state.address?.value;
  const password = withPassword ? passwordOf(sight) : undefined;
  return [
    { name: "Calling-Station-Id", value: boundMacs.map(macText).join(", ") },
    ...(password === undefined ? [] : [{ name: "Password", value: password }]),
    { name: "Framed-IP-Address", value: address ?? "" },
    { name: "Group-Name", value: groupOf(sight) },
    ...sessionAttributes(last?.state, open.length > 0),
  ];
}

function sessionAttributes(last: SessionState | undefined, isOpen: boolean): Attribute[] {
  const begun = last === undefined ? "" : new Date(last.start.at).toISOString();
  return [
    { name: "Last-Connection", value: begun },
    { name: "Status", value: isOpen ? "connected" : "disconnected" },
    { name: "Last-Mac-Connected", value: last?.mac ?? "" },
    { name: "Last-IP", value: last?.address?.value ?? "" },
  ];
}

function passwordOf({ entry }: LoginSight): string {
  return entry === undefined ? "" : Buffer.from(entry.password()).toString("utf8");
}

/** The plan that the servers carry, with its download and upload in the business hours. */
function groupOf({ login }: LoginSight): string {
  const { name, speed } = planTermsOf(login);
  const rate = speed?.businessHours;
  return rate === undefined ? name : `${name} (${rate.downKbps}k/${rate.upKbps}k)`;
}

/** Twelve digits as they are printed under a device. */
function macText(digits: string): string {
  return digits.match(/../g)?.join(":").toUpperCase() ?? digits;
}
