import type { plans } from "@isp/contracts";
import type { Handlers } from "@isp/rpc";
import { refuse } from "../domain/errors.ts";
import type {
  ListPage,
  Lists,
  SubscriptionFilter,
  SubscriptionLine,
} from "../usecases/list-ports.ts";
import type { ReportDay } from "../usecases/report-day.ts";

type Asked = {
  readonly sort?: string;
  readonly descending: boolean;
  readonly pageSize: number;
  readonly pageToken: string;
};

const everything: SubscriptionFilter = {
  businessUnitId: "",
  planId: "",
  status: "",
  list: "",
  routingPointId: "",
  dueDayId: "",
  salespersonId: "",
};
/** An export reads larger pages than a screen. */
const [defaultPage, largestPage] = [50, 1_000];

export function listService(
  lists: Lists,
  reportDay: ReportDay,
): Handlers<typeof plans.ListServiceService> {
  return {
    async reportDay(request, { units }) {
      const report = await reportDay(request, units);
      return {
        on: report.on,
        registrations: report.registrations.map(toLine),
        cancellations: report.cancellations.map((line) => ({
          ...line,
          subscription: toLine(line.subscription),
        })),
        registrationsBySalesperson: [...report.registrationsBySalesperson],
        cancellationsByReason: [...report.cancellationsByReason],
        cancellationsBySalesperson: [...report.cancellationsBySalesperson],
        waitingInstallations: report.waitingInstallations.lines.map(toLine),
        expiringContracts: report.expiringContracts.lines.map(toLine),
        totalRegistrations: report.totalRegistrations,
        totalCancellations: report.totalCancellations,
        totalWaitingInstallations: report.waitingInstallations.total,
        totalExpiringContracts: report.expiringContracts.total,
      };
    },
    async findSubscriptions(request, { units }) {
      const page = pageOf(request);
      const found = await lists.subscriptions(request.filter ?? everything, units, page);
      return { lines: found.map(toLine), nextPageToken: nextOf(found, page) };
    },
    async findLogins(request, { units }) {
      const page = pageOf(request);
      const found = await lists.logins(request.filter ?? everything, units, page);
      const lines = found.map((line) => ({ ...line, subscription: toLine(line.subscription) }));
      return { lines, nextPageToken: nextOf(found, page) };
    },
    async findCustomers(request, { units }) {
      const page = pageOf(request);
      const found = await lists.customers(request, units, page);
      return { lines: [...found], nextPageToken: nextOf(found, page) };
    },
  };
}

function toLine(line: SubscriptionLine): plans.SubscriptionLine {
  const { contractExpiresOn, endedOn } = line;
  return { ...line, contractExpiresOn: contractExpiresOn ?? "", endedOn: endedOn ?? "" };
}

function pageOf({ sort = "", descending, pageSize, pageToken }: Asked): ListPage {
  const limit = Math.min(pageSize > 0 ? pageSize : defaultPage, largestPage);
  return { sort, descending, limit, after: pageToken === "" ? null : read(pageToken) };
}

type Last = { readonly id: string; readonly sortedBy: unknown };

function nextOf(found: readonly Last[], { limit }: ListPage): string {
  const last = found.at(-1);
  if (last === undefined || found.length < limit) return "";
  const { sortedBy, id } = last;
  const value = sortedBy instanceof Date ? sqlInstant(sortedBy) : String(sortedBy);
  return Buffer.from(JSON.stringify([value, id])).toString("base64url");
}

const sqlInstant = (at: Date) => at.toISOString().replace("T", " ").replace("Z", "");

function read(token: string): { readonly value: string; readonly id: string } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
    if (Array.isArray(parsed)) {
      const [value, id] = parsed as unknown[];
      if (typeof value === "string" && typeof id === "string") return { value, id };
    }
  } catch {
    // Falls through to the refusal: it is not a token of ours.
  }
  throw refuse.invalid("/cursor is not one of ours.", {
    fields: [{ pointer: "/cursor", detail: "is not one of ours" }],
  });
}
