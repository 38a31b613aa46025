// Code generated from proto/ by `pnpm proto`. DO NOT EDIT.
export { Closing, ClosingTotals, ClosingProgress, ParkedSubscription, Line, Explanation, CalendarPart, ProposeClosingRequest, ProposeClosingResponse, GetClosingRequest, GetClosingResponse, ListClosingsRequest, ListClosingsResponse, ListClosingLinesRequest, ListClosingLinesResponse, CommitClosingRequest, CommitClosingResponse, ClosingServiceService, ClosingServiceClient } from "./isp/billing/v1/closing_service.ts";
export type { ClosingServiceServer } from "./isp/billing/v1/closing_service.ts";
export { ClosingFact, InvoiceFact, OperationApplied } from "./isp/billing/v1/events.ts";
export { Invoice, GetInvoiceRequest, GetInvoiceResponse, ListInvoicesRequest, ListInvoicesResponse, InvoiceServiceService, InvoiceServiceClient } from "./isp/billing/v1/invoice_service.ts";
export type { InvoiceServiceServer } from "./isp/billing/v1/invoice_service.ts";
export { DueDay, PaymentForm, ResolveTermsRequest, ResolveTermsResponse, CreateDueDayRequest, CreateDueDayResponse, ListDueDaysRequest, ListDueDaysResponse, ListPaymentFormsRequest, ListPaymentFormsResponse, TermsServiceService, TermsServiceClient } from "./isp/billing/v1/terms_service.ts";
export type { TermsServiceServer } from "./isp/billing/v1/terms_service.ts";
