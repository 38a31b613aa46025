import {
  bigintColumn,
  booleanColumn,
  civilDateColumn,
  idColumn,
  instantColumn,
  jsonColumn,
  wordColumn,
} from "@isp/db";
import { EntitySchema } from "typeorm";
import type { BusinessUnit } from "../domain/business-unit.ts";
import type { Customer } from "../domain/customer.ts";
import type { Plan } from "../domain/plan.ts";
import type { Subscription } from "../domain/subscription.ts";
import { listEntrySchema, statusSchema } from "./catalogue.schema.ts";
import { acceptedContractSchema, contractTemplateSchema } from "./contract.schema.ts";
import { operationSchema, previewSchema } from "./operation-schemas.ts";
import { itemSchema } from "./items.ts";
import { noteSchema } from "./notes.ts";

const name = (column: string) => ({ name: column });
const text = (length: number) => ({ type: "varchar", length }) as const;
const key = { ...idColumn, primary: true } as const;
const integer = { type: "int" } as const;

export const businessUnitSchema = new EntitySchema<BusinessUnit>({
  name: "BusinessUnit",
  tableName: "business_units",
  columns: {
    id: key,
    version: bigintColumn,
    name: text(120),
    city: text(120),
    otherCities: { ...jsonColumn, ...name("other_cities") },
    timeZone: { ...wordColumn(64), ...name("time_zone") },
    prorationBasis: { ...wordColumn(16), ...name("proration_basis") },
    closingDay: { ...integer, ...name("closing_day") },
    advanceBilling: { ...booleanColumn, ...name("advance_billing") },
    mailDomain: { ...wordColumn(253), ...name("mail_domain") },
    businessHours: { ...jsonColumn, ...name("business_hours") },
    suspensionPolicy: { ...wordColumn(16), ...name("suspension_policy") },
    walledGardenName: { ...wordColumn(63), ...name("walled_garden_name") },
  },
  indices: [{ name: "business_units_by_name", columns: ["name"] }],
});

export type PlanRow = Plan & { readonly name: string };

export const planSchema = new EntitySchema<PlanRow>({
  name: "Plan",
  tableName: "plans",
  columns: {
    id: key,
    version: bigintColumn,
    businessUnitId: { ...idColumn, ...name("business_unit_id") },
    name: text(120),
    priceCents: { ...bigintColumn, ...name("price_cents") },
    priceVersionId: { ...idColumn, ...name("price_version_id") },
    trialDays: { ...integer, ...name("trial_days") },
    proportionalTrial: { ...booleanColumn, ...name("proportional_trial") },
    advanceBilling: { ...booleanColumn, ...name("advance_billing"), nullable: true },
    options: jsonColumn,
    terms: jsonColumn,
    archived: booleanColumn,
  },
  indices: [{ name: "plans_by_unit", columns: ["businessUnitId", "name"] }],
});

export const customerSchema = new EntitySchema<Customer>({
  name: "Customer",
  tableName: "customers",
  columns: {
    id: key,
    version: bigintColumn,
    businessUnitId: { ...idColumn, ...name("business_unit_id") },
    name: text(160),
    personType: { ...wordColumn(16), ...name("person_type") },
    document: wordColumn(14),
    city: text(120),
    address: jsonColumn,
    email: text(254),
    phone: text(32),
    registeredAt: { ...instantColumn, ...name("registered_at") },
  },
  indices: [{ name: "customers_by_unit", columns: ["businessUnitId", "name"] }],
  uniques: [{ name: "customers_one_document", columns: ["document"] }],
});

/** The status stands as its key, with its list beside it for the three lists. */
export type SubscriptionRow = Omit<Subscription, "status" | "carriedPlan" | "drift" | "edits"> & {
  readonly planId: string;
  /** Null in a row from before there was a difference. */
  readonly carriedPlan: Subscription["carriedPlan"] | null;
  /** Beside the contract, so that those that run out are found. */
  readonly contractExpiresOn: string | null;
  readonly driftSince: Date | null;
  readonly driftBy: string;
  readonly edits: Subscription["edits"] | null;
  readonly status: string;
  readonly list: string;
};

export const subscriptionSchema = new EntitySchema<SubscriptionRow>({
  name: "Subscription",
  tableName: "subscriptions",
  columns: {
    id: key,
    version: bigintColumn,
    businessUnitId: { ...idColumn, ...name("business_unit_id") },
    customerId: { ...idColumn, ...name("customer_id") },
    number: bigintColumn,
    planId: { ...idColumn, ...name("plan_id") },
    plan: jsonColumn,
    priceVersionId: { ...idColumn, ...name("price_version_id") },
    status: wordColumn(32),
    list: wordColumn(16),
    service: wordColumn(16),
    startOn: { ...civilDateColumn, ...name("start_on") },
    priceCents: { ...bigintColumn, ...name("price_cents") },
    discount: { ...jsonColumn, nullable: true },
    payableCents: { ...bigintColumn, ...name("payable_cents") },
    trialDays: { ...integer, ...name("trial_days") },
    advanceBilling: { ...booleanColumn, ...name("advance_billing") },
    billedThroughOn: { ...civilDateColumn, ...name("billed_through_on"), nullable: true },
    routingPointId: { ...wordColumn(36), ...name("routing_point_id") },
    salespersonId: { ...wordColumn(36), ...name("salesperson_id") },
    paymentFormId: { ...wordColumn(36), ...name("payment_form_id") },
    dueDayId: { ...wordColumn(36), ...name("due_day_id") },
    debitAccountId: { ...wordColumn(36), ...name("debit_account_id") },
    notes: { type: "text" },
    suspensions: jsonColumn,
    endedOn: { ...civilDateColumn, ...name("ended_on"), nullable: true },
    registeredAt: { ...instantColumn, ...name("registered_at") },
    contract: { ...jsonColumn, nullable: true },
    contractExpiresOn: { ...civilDateColumn, ...name("contract_expires_on"), nullable: true },
    installationAddress: { ...text(300), ...name("installation_address") },
    detailVersion: { ...bigintColumn, ...name("detail_version") },
    billingVersion: { ...bigintColumn, ...name("billing_version") },
    contractVersion: { ...bigintColumn, ...name("contract_version") },
    carriedPlan: { ...jsonColumn, ...name("carried_plan"), nullable: true },
    driftSince: { ...instantColumn, ...name("drift_since"), nullable: true },
    driftBy: { ...text(120), ...name("drift_by") },
    predecessorId: { ...wordColumn(36), ...name("predecessor_id") },
    successorId: { ...wordColumn(36), ...name("successor_id") },
    cancellationReasonId: { ...wordColumn(36), ...name("cancellation_reason_id") },
    edits: { ...jsonColumn, nullable: true },
  },
  indices: [
    { name: "subscriptions_by_customer", columns: ["customerId", "number"] },
    { name: "subscriptions_by_plan", columns: ["planId"] },
    { name: "subscriptions_by_drift", columns: ["driftSince", "id"] },
  ],
  uniques: [{ name: "subscriptions_one_live_number", columns: ["number", "successorId"] }],
});

export const schemas = [
  contractTemplateSchema,
  acceptedContractSchema,
  statusSchema,
  listEntrySchema,
  businessUnitSchema,
  planSchema,
  customerSchema,
  subscriptionSchema,
  operationSchema,
  previewSchema,
  itemSchema,
  noteSchema,
];
