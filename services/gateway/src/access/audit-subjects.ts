import { isId } from "@isp/kernel";

/** Fields that name what was touched, as every answer of the API calls them. */
const naming = new Set([
  "id",
  "customerId",
  "subscriptionId",
  "operationId",
  "successorSubscriptionId",
]);
/** A batch of imported customers, and what is named beside them. */
const most = 300;

/**
 * The rows that a request was about, so that the history of a customer or of a subscription is found
 * without reading the whole trail: ids in its path, in what it asked, and in what it answered.
 */
export function subjectsOf(
  params: Readonly<Record<string, string>>,
  ...bodies: readonly unknown[]
): string[] {
  const found = new Set(Object.values(params).filter(isId));
  for (const body of bodies) for (const id of idsIn(body)) found.add(id);
  return [...found].slice(0, most);
}

function idsIn(body: unknown): string[] {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return [];
  return Object.entries(body).flatMap(([key, value]) => {
    if (key === "items" && Array.isArray(value)) return value.flatMap(customerIn);
    return naming.has(key) && typeof value === "string" && isId(value) ? [value] : [];
  });
}

/** An import answers with all the customers that it made. */
function customerIn(item: unknown): string[] {
  if (typeof item !== "object" || item === null || !("customerId" in item)) return [];
  const { customerId } = item;
  return typeof customerId === "string" && isId(customerId) ? [customerId] : [];
}
