import type { AcceptedContract, ContractTemplate } from "../domain/contract-template.ts";
import type { ContractValues } from "../domain/contract-values.ts";
import type { Units } from "./ports.ts";

export type Contracts = {
  readonly addTemplate: (template: ContractTemplate) => Promise<void>;
  readonly saveTemplate: (template: ContractTemplate) => Promise<void>;
  readonly removeTemplate: (id: string) => Promise<void>;
  readonly findTemplate: (id: string, units: Units) => Promise<ContractTemplate>;
  readonly lockTemplate: (id: string, units: Units) => Promise<ContractTemplate>;
  /** Those that serve the unit, if one is given. */
  readonly listTemplates: (
    filter: { readonly businessUnitId: string; readonly withArchived: boolean },
    units: Units,
  ) => Promise<readonly ContractTemplate[]>;
  readonly countNaming: (templateId: string) => Promise<number>;
  readonly accepted: (subscriptionId: string) => Promise<AcceptedContract | null>;
  readonly accept: (contract: AcceptedContract) => Promise<void>;
};

/** Renders what operators write; it can reach nothing but the values it is given. */
export type Templates = {
  /** Refuses with `template_wrong`, naming the line. */
  readonly check: (body: string) => void;
  readonly render: (body: string, values: ContractValues) => string;
};

export type ContractPaper = {
  readonly title: string;
  readonly text: string;
  /** Stands on every page of what is not accepted yet. */
  readonly mark: string;
  readonly foot: string;
};

/** Makes a PDF. */
export type PrintPaper = (paper: ContractPaper) => Promise<Uint8Array>;
