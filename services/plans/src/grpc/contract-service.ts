import type { plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Caller, Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { sampleValues, templateVariables } from "../domain/contract-sample.ts";
import { day } from "../domain/contract-values.ts";
import type { AcceptContract } from "../usecases/accept-contract.ts";
import type { PrintPaper, Templates } from "../usecases/contract-ports.ts";
import type { PlansScope } from "../usecases/ports.ts";
import { readContract, type StandingContract } from "../usecases/read-contract.ts";
import type { WriteContractTemplates } from "../usecases/write-contract-templates.ts";
import { actorOf, given } from "./reading.ts";

type Parts = {
  /** Reads outside a transaction. */
  readonly read: Transact<PlansScope>;
  readonly toRequest: ToWriteRequest;
  readonly clock: Clock;
  readonly templates: Templates;
  readonly print: PrintPaper;
  readonly write: WriteContractTemplates;
  readonly accept: AcceptContract;
};

type Service = Handlers<typeof plans.ContractServiceService>;
type TemplateMethod = Extract<keyof Service, `${string}Template${string}`>;

export function contractService(parts: Parts): Service {
  return { ...templateMethods(parts), ...contractMethods(parts) };
}

function templateMethods({
  read,
  toRequest,
  templates,
  write,
}: Parts): Pick<Service, TemplateMethod> {
  return {
    async createContractTemplate(request, caller) {
      const { id: _id, version: _version, ...template } = given(request.template, "/");
      const named = toRequest("CreateContractTemplate", request);
      return { template: await write.create(named, template, caller.units) };
    },
    getContractTemplate: async ({ id }, caller) => ({
      template: await read(({ contracts }) => contracts.findTemplate(id, caller.units)),
    }),
    async listContractTemplates(request, caller) {
      const found = await read(({ contracts }) => contracts.listTemplates(request, caller.units));
      return { templates: [...found] };
    },
    async updateContractTemplate(request, caller) {
      const template = given(request.template, "/");
      const named = toRequest("UpdateContractTemplate", request);
      return { template: await write.update(named, template, request.fields, caller.units) };
    },
    async deleteContractTemplate(request, caller) {
      await write.remove(toRequest("DeleteContractTemplate", request), request, caller.units);
      return {};
    },
    async listTemplateVariables() {
      const variables = templateVariables.map(([name, description, sample]) => ({
        name,
        description,
        sample,
      }));
      return { variables };
    },
    async previewContractTemplate({ body }) {
      templates.check(body);
      return { text: templates.render(body, sampleValues) };
    },
  };
}

function contractMethods(parts: Parts): Omit<Service, TemplateMethod> {
  const { read, toRequest, print, accept } = parts;
  const standing = (subscriptionId: string, { units }: Caller) =>
    read(async (scope) =>
      readContract(scope, await scope.subscriptions.find(subscriptionId, units), parts),
    );
  return {
    async getContract({ subscriptionId }, caller) {
      return { contract: toMessage(await standing(subscriptionId, caller)) };
    },
    async printContract({ subscriptionId }, caller) {
      const contract = await standing(subscriptionId, caller);
      const { number, accepted, text, sha256 } = contract;
      const mark = accepted === null ? "MINUTA – ainda não aceita" : "";
      const signed = accepted === null ? "" : `Aceito em ${day(accepted.acceptedOn)} · `;
      const foot = `${signed}SHA-256 ${sha256.slice(0, 32)}…`;
      const pdf = await print({ title: `Contrato nº ${number}`, text, mark, foot });
      return { pdf: Buffer.from(pdf), number };
    },
    async acceptContract(request, caller) {
      const named = toRequest("AcceptContract", request);
      return { contract: toMessage(await accept(named, request, actorOf(caller))) };
    },
  };
}

function toMessage({
  accepted,
  number: _number,
  ...contract
}: StandingContract): plans.ContractText {
  const { subscriptionId, text, sha256, templateId, templateVersion } = contract;
  return {
    subscriptionId,
    text,
    sha256,
    templateId,
    templateVersion,
    accepted: accepted !== null,
    acceptedOn: accepted?.acceptedOn ?? "",
    acceptedBy: accepted?.acceptedBy ?? "",
    recordedAt: accepted?.recordedAt,
  };
}
