// Code generated from proto/ by `pnpm proto`. DO NOT EDIT.
export { MailboxFact, OperationApplied } from "./isp/mail/v1/events.ts";
export { Mailbox, ReserveMailboxRequest, ReserveMailboxesRequest, ReserveMailboxesRequest_NamedReservation, ReserveMailboxesResponse, ReserveMailboxResponse, ReleaseMailboxRequest, ReleaseMailboxResponse, DeleteLoginMailboxRequest, DeleteLoginMailboxResponse, ChangeMailboxPasswordRequest, ChangeMailboxPasswordResponse, GetMailboxRequest, GetMailboxResponse, CreateMailboxRequest, CreateMailboxResponse, MailboxServiceService, MailboxServiceClient } from "./isp/mail/v1/mailbox_service.ts";
export type { MailboxServiceServer } from "./isp/mail/v1/mailbox_service.ts";
