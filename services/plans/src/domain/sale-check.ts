import { isCivilDate, isLoginName, normaliseLogin } from "@isp/kernel";
import { checkContract, type ContractTerms } from "./contract.ts";
import type { Customer } from "./customer.ts";
import { type Discount, isDiscountFor } from "./discount.ts";
import { type FieldCheck, fieldCheck } from "./errors.ts";
import { hasRoutingPoint, isConnectionPlan, type Plan } from "./plan.ts";
import type { Status } from "./status.ts";

type Order = {
  readonly startOn: string;
  readonly status: string;
  readonly routingPointId: string;
  readonly discount: Discount | null;
  readonly billedThroughOn: string | null;
  readonly notes: string;
  readonly access: { readonly username: string; readonly password: string } | null;
  readonly contract: ContractTerms | null;
  readonly installationAddress: string;
};

type Grounds = {
  readonly customer: Pick<Customer, "businessUnitId">;
  readonly plan: Plan;
  readonly routingPointExists: boolean;
  /** What the order's status means; null where there is none of that key. */
  readonly status: Status | null;
};

const longestPassword = 128;

/** What can never be sold so (C22 to C42); every wrong field is named at once. */
export function checkSale(order: Order, grounds: Grounds): void {
  const { plan, customer, routingPointExists, status } = grounds;
  const check = fieldCheck();
  check.require(
    status !== null && (status.settable || status.key === "enabled"),
    "/status",
    "must be enabled, or a status that can be chosen by editing",
  );
  check.require(!plan.archived, "/planId", "is not sold any more");
  check.require(
    customer.businessUnitId === plan.businessUnitId,
    "/planId",
    "belongs to another business unit than the customer's city",
  );
  check.require(order.startOn === "" || isCivilDate(order.startOn), "/startOn", "must be a date");
  check.require(
    order.billedThroughOn === null || isCivilDate(order.billedThroughOn),
    "/billedThroughOn",
    "must be a date",
  );
  check.require(
    order.routingPointId === "" || hasRoutingPoint(plan.terms),
    "/routingPointId",
    "is only for broadband and extra points",
  );
  check.require(routingPointExists, "/routingPointId", "does not exist in this business unit");
  check.require(
    order.discount === null || isDiscountFor(plan.priceCents, order.discount),
    "/discount",
    "must not exceed the price",
  );
  check.require(order.notes.length <= 4_000, "/notes", "must have at most 4000 characters");
  checkInstallationAddress(order.installationAddress, check);
  if (order.contract !== null) checkContract(order.contract, check, "/contract");
  if (order.access !== null) checkAccess(order.access, order.status, plan, check);
  check.done();
}

export function checkInstallationAddress(text: string, check: FieldCheck): void {
  check.require(text.length <= 300, "/installationAddress", "must have at most 300 characters");
}

function checkAccess(
  { username, password }: { readonly username: string; readonly password: string },
  chosenStatus: string,
  plan: Plan,
  check: FieldCheck,
): void {
  check.require(
    chosenStatus === "enabled" && isConnectionPlan(plan.terms),
    "/access",
    "is only for enabled connection plans",
  );
  check.require(
    isLoginName(normaliseLogin(username)),
    "/access/username",
    "must be letters, digits, dots, hyphens or underscores",
  );
  check.require(
    password.length >= 6 && password.length <= longestPassword && !/[\0\r\n]/.test(password),
    "/access/password",
    "must have 6 to 128 characters",
  );
}
