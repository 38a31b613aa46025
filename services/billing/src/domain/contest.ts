import { addDays, type CivilDate } from "@isp/kernel";
import { refuse } from "./errors.ts";

/** A debt that the customer says is wrong: nobody is suspended for it until it is answered. */
export type Contest = {
  readonly id: string;
  readonly invoiceId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly openedOn: CivilDate;
  readonly answerByOn: CivilDate;
  readonly openedAt: Date;
  readonly openedBy: string;
  readonly reason: string;
  readonly closedOn: CivilDate | null;
  readonly closedBy: string;
  /** `upheld`: he is right, and the debt stays out until it is taken back. */
  readonly outcome: "" | "rejected" | "upheld";
  readonly answer: string;
};

/** Within three years, and answered within thirty days (Resolução Anatel 765/2023). */
const [years, answerDays] = [3, 30];

/** By when a contest that is opened on a day must be answered; refused where its term is over. */
export function answerBy(dueOn: CivilDate, today: CivilDate): CivilDate {
  const last = `${Number(dueOn.slice(0, 4)) + years}${dueOn.slice(4)}`;
  if (today > last)
    throw refuse.contest_late(`It fell due on ${dueOn}; ${years} years have passed since.`);
  return addDays(today, answerDays);
}
