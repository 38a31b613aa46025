import { DomainError } from "@isp/kernel";

/** What an order only names and does not exist is a wrong field of the order. */
export async function named<Found>(pointer: string, search: Promise<Found>): Promise<Found> {
  try {
    return await search;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, kind, details, message } = error;
    const fields = [{ pointer, detail: "does not exist" }];
    throw new DomainError({ code, kind, details, fields }, message, { cause: error });
  }
}
