// Code generated from proto/ by `pnpm proto`. DO NOT EDIT.
export { ConfirmSenderRequest, ConfirmSenderResponse, ConfirmationServiceService, ConfirmationServiceClient } from "./isp/mail/v1/confirmation_service.ts";
export type { ConfirmationServiceServer } from "./isp/mail/v1/confirmation_service.ts";
export { MailboxFact, OperationApplied } from "./isp/mail/v1/events.ts";
export { MailPolicy, GetMailPolicyRequest, GetMailPolicyResponse, UpdateMailPolicyRequest, UpdateMailPolicyResponse, MailPolicyServiceService, MailPolicyServiceClient } from "./isp/mail/v1/mail_policy_service.ts";
export type { MailPolicyServiceServer } from "./isp/mail/v1/mail_policy_service.ts";
export { ListMessagesRequest, MessageHead, ListMessagesResponse, GetMessageRequest, GetMessageResponse, MailReadingServiceService, MailReadingServiceClient } from "./isp/mail/v1/mail_reading_service.ts";
export type { MailReadingServiceServer } from "./isp/mail/v1/mail_reading_service.ts";
export { UpdateMailboxRequest, UpdateMailboxResponse, ChangeQuotaRequest, ChangeQuotaResponse, MoveMailboxRequest, MoveMailboxResponse, DeleteMailboxRequest, DeleteMailboxResponse, SendTestMessageRequest, SendTestMessageResponse, MailboxEditServiceService, MailboxEditServiceClient } from "./isp/mail/v1/mailbox_edit_service.ts";
export type { MailboxEditServiceServer } from "./isp/mail/v1/mailbox_edit_service.ts";
export { Mailbox, MailboxUsage, ReserveMailboxRequest, ReserveMailboxesRequest, ReserveMailboxesRequest_NamedReservation, ReserveMailboxesResponse, ReserveMailboxResponse, ReleaseMailboxRequest, ReleaseMailboxResponse, DeleteLoginMailboxRequest, DeleteLoginMailboxResponse, ChangeMailboxPasswordRequest, ChangeMailboxPasswordResponse, GetMailboxRequest, GetMailboxResponse, CreateMailboxRequest, CreateMailboxResponse, MailboxServiceService, MailboxServiceClient } from "./isp/mail/v1/mailbox_service.ts";
export type { MailboxServiceServer } from "./isp/mail/v1/mailbox_service.ts";
