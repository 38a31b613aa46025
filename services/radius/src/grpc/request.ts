import { refuse, refuseFields } from "../domain/errors.ts";

export function requireRequestId({ requestId }: { readonly requestId: string }): void {
  refuseFields(requestId === "" ? [{ pointer: "/requestId", detail: "is missing" }] : []);
}

/** A message inside a request that must be there. */
export function given<Message>(message: Message | undefined, field: string): Message {
  if (message !== undefined) return message;
  throw refuse.field_invalid(`The ${field} is missing.`, {
    fields: [{ pointer: `/${field}`, detail: "is missing" }],
  });
}
