import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import { toClosingMessage, toLineMessage } from "../events/published.ts";
import type { CommitClosing } from "../usecases/commit-closing.ts";
import type { Billing } from "../usecases/ports.ts";
import type { ProposeClosing } from "../usecases/propose-closing.ts";
import type { ReadClosing } from "../usecases/read-closing.ts";
import type { ReadDueClosings } from "../usecases/read-due-closings.ts";
import type { ReverseClosing } from "../usecases/reverse-closing.ts";
import { nextToken, pageOf } from "./reading.ts";

type Parts = {
  readonly transact: Transact<Billing>;
  readonly read: ReadClosing;
  readonly propose: ProposeClosing;
  readonly commit: CommitClosing;
  readonly reverse: ReverseClosing;
  readonly due: ReadDueClosings;
};

export function closingService(parts: Parts): Handlers<typeof billing.ClosingServiceService> {
  const { transact, read, propose, commit, reverse, due } = parts;
  return {
    async proposeClosing({ businessUnitId, on }, caller) {
      const closing = await propose(businessUnitId, on, caller.units);
      return { closing: toClosingMessage(closing, []) };
    },
    async getClosing({ id }, caller) {
      const { closing, parked, outliers, before } = await read(id, caller.units);
      const message = toClosingMessage(closing, parked);
      return { closing: { ...message, outliers, before: before ?? undefined } };
    },
    async listClosingOutliers(request, caller) {
      const page = pageOf(request);
      const { closingId } = request;
      const found = await transact(async ({ closings, outliers }) => {
        await closings.find(closingId, caller.units);
        return outliers.list(closingId, page);
      });
      const last = found.length < page.limit ? undefined : found.at(-1);
      return { outliers: [...found], nextPageToken: last?.subscriptionId ?? "" };
    },
    async listClosings(request, caller) {
      const page = pageOf(request);
      const { businessUnitId } = request;
      const found = await transact(({ closings }) =>
        closings.list(businessUnitId, caller.units, page),
      );
      return {
        closings: found.map((closing) => toClosingMessage(closing, [])),
        nextPageToken: nextToken(found, page),
      };
    },
    async listClosingLines(request, caller) {
      const page = pageOf(request);
      const { closingId } = request;
      const lines = await transact(async ({ closings, proposals }) => {
        await closings.find(closingId, caller.units);
        return proposals.lines(closingId, page);
      });
      return { lines: lines.map(toLineMessage), nextPageToken: nextToken(lines, page) };
    },
    async commitClosing({ closingId }, caller) {
      const closing = await commit(closingId, caller.units);
      return { closing: toClosingMessage(closing, []) };
    },
    async listDueClosings({ businessUnitId }, { units }) {
      return { closings: [...(await due(businessUnitId, units))] };
    },
    async reverseClosing({ closingId, reason }, { operatorName: by, units }) {
      const closing = await reverse({ closingId, reason, by }, units);
      return { closing: toClosingMessage(closing, []) };
    },
  };
}
