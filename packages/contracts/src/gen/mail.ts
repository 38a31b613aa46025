// Code generated from proto/ by `pnpm proto`. DO NOT EDIT.
export { ConfirmSenderRequest, ConfirmSenderResponse, ConfirmationServiceService, ConfirmationServiceClient } from "./isp/mail/v1/confirmation_service.ts";
export type { ConfirmationServiceServer } from "./isp/mail/v1/confirmation_service.ts";
export { DomainMove, PreviewDomainMoveRequest, PreviewDomainMoveResponse, MovingMailbox, DomainMoveConflict, PrepareDomainMoveRequest, PrepareDomainMoveResponse, MailboxSecret, DomainMailServiceService, DomainMailServiceClient } from "./isp/mail/v1/domain_mail_service.ts";
export type { DomainMailServiceServer } from "./isp/mail/v1/domain_mail_service.ts";
export { MailboxFact, OperationApplied } from "./isp/mail/v1/events.ts";
export { ListHeldLettersRequest, HeldLetterHead, ListHeldLettersResponse, ReleaseHeldLetterRequest, ReleaseHeldLetterResponse, DiscardHeldLetterRequest, DiscardHeldLetterResponse, HeldLetterServiceService, HeldLetterServiceClient } from "./isp/mail/v1/held_letter_service.ts";
export type { HeldLetterServiceServer } from "./isp/mail/v1/held_letter_service.ts";
export { MailPolicy, GetMailPolicyRequest, GetMailPolicyResponse, UpdateMailPolicyRequest, UpdateMailPolicyResponse, MailPolicyServiceService, MailPolicyServiceClient } from "./isp/mail/v1/mail_policy_service.ts";
export type { MailPolicyServiceServer } from "./isp/mail/v1/mail_policy_service.ts";
export { ListMessagesRequest, MessageHead, ListMessagesResponse, GetMessageRequest, GetMessageResponse, MailReadingServiceService, MailReadingServiceClient } from "./isp/mail/v1/mail_reading_service.ts";
export type { MailReadingServiceServer } from "./isp/mail/v1/mail_reading_service.ts";
export { ListAliasesRequest, ListAliasesResponse, AddAliasRequest, AddAliasResponse, RemoveAliasRequest, RemoveAliasResponse, MailboxAliasServiceService, MailboxAliasServiceClient } from "./isp/mail/v1/mailbox_alias_service.ts";
export type { MailboxAliasServiceServer } from "./isp/mail/v1/mailbox_alias_service.ts";
export { UpdateMailboxRequest, UpdateMailboxResponse, ChangeQuotaRequest, ChangeQuotaResponse, MoveMailboxRequest, MoveMailboxResponse, DeleteMailboxRequest, DeleteMailboxResponse, SendTestMessageRequest, SendTestMessageResponse, ApplyMailboxRequest, ApplyMailboxResponse, MailboxEditServiceService, MailboxEditServiceClient } from "./isp/mail/v1/mailbox_edit_service.ts";
export type { MailboxEditServiceServer } from "./isp/mail/v1/mailbox_edit_service.ts";
export { Mailbox, MailboxUsage, ReserveMailboxRequest, ReserveMailboxesRequest, ReserveMailboxesRequest_NamedReservation, ReserveMailboxesResponse, ReserveMailboxResponse, ReleaseMailboxRequest, ReleaseMailboxResponse, RenameLoginMailboxRequest, RenameLoginMailboxResponse, DeleteLoginMailboxRequest, DeleteLoginMailboxResponse, ChangeMailboxPasswordRequest, ChangeMailboxPasswordResponse, GetMailboxRequest, GetMailboxResponse, CreateMailboxRequest, CreateMailboxResponse, MailboxServiceService, MailboxServiceClient } from "./isp/mail/v1/mailbox_service.ts";
export type { MailboxServiceServer } from "./isp/mail/v1/mailbox_service.ts";
