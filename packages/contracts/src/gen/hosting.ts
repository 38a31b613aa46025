// Code generated from proto/ by `pnpm proto`. DO NOT EDIT.
export { Domain, CreateDomainRequest, CreateDomainResponse, GetDomainRequest, GetDomainResponse, DomainServiceService, DomainServiceClient } from "./isp/hosting/v1/domain_service.ts";
export type { DomainServiceServer } from "./isp/hosting/v1/domain_service.ts";
export { DomainFact, OperationApplied } from "./isp/hosting/v1/events.ts";
