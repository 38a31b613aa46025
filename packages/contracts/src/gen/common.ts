// Code generated from proto/ by `pnpm proto`. DO NOT EDIT.
export { DeadLetter, ListDeadLettersRequest, ListDeadLettersResponse, ReplayDeadLetterRequest, ReplayDeadLetterResponse, DeadLetterServiceService, DeadLetterServiceClient } from "./isp/common/v1/dead_letter_service.ts";
export type { DeadLetterServiceServer } from "./isp/common/v1/dead_letter_service.ts";
export { Item, WantedState, RealState } from "./isp/common/v1/item.ts";
export { OperationSide, PreviewRequest, PreviewRequest_ChoicesEntry, Effect, Remark, PreviewResponse, RetryRequest, RetryResponse, TakeSecretsRequest, ItemSecret, TakeSecretsResponse, ListItemsRequest, ListItemsResponse, Receipt, StepProblem, OperationApplied, OperationParticipantService, OperationParticipantClient } from "./isp/common/v1/operation_participant.ts";
export type { OperationParticipantServer } from "./isp/common/v1/operation_participant.ts";
export { PlanTerms, Speed, Rate, MailboxTerms, HostingTerms } from "./isp/common/v1/plan_terms.ts";
