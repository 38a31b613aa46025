// Code generated from proto/ by `pnpm proto`. DO NOT EDIT.
export { Charge, Charge_ValuesEntry, SimulateFineRequest, SimulateFineResponse, SimulateFineResponse_ValuesEntry, ListChargesRequest, ListChargesResponse, ChargeServiceService, ChargeServiceClient } from "./isp/billing/v1/charge_service.ts";
export type { ChargeServiceServer } from "./isp/billing/v1/charge_service.ts";
export { Closing, ClosingTotals, ClosingProgress, ParkedSubscription, Line, Explanation, CalendarPart, ProposeClosingRequest, ProposeClosingResponse, GetClosingRequest, GetClosingResponse, ListClosingsRequest, ListClosingsResponse, ListClosingLinesRequest, ListClosingLinesResponse, CommitClosingRequest, CommitClosingResponse, ClosingServiceService, ClosingServiceClient } from "./isp/billing/v1/closing_service.ts";
export type { ClosingServiceServer } from "./isp/billing/v1/closing_service.ts";
export { ClosingFact, InvoiceFact, OperationApplied } from "./isp/billing/v1/events.ts";
export { Invoice, GetInvoiceRequest, GetInvoiceResponse, ListInvoicesRequest, ListInvoicesResponse, InvoiceServiceService, InvoiceServiceClient } from "./isp/billing/v1/invoice_service.ts";
export type { InvoiceServiceServer } from "./isp/billing/v1/invoice_service.ts";
export { DueDay, PaymentForm, ResolveTermsRequest, ResolveTermsResponse, CreateDueDayRequest, CreateDueDayResponse, ListDueDaysRequest, ListDueDaysResponse, ListPaymentFormsRequest, ListPaymentFormsResponse, GetDueDayRequest, GetDueDayResponse, UpdateDueDayRequest, UpdateDueDayResponse, DeleteDueDayRequest, DeleteDueDayResponse, GetPaymentFormRequest, GetPaymentFormResponse, UpdatePaymentFormRequest, UpdatePaymentFormResponse, DeletePaymentFormRequest, DeletePaymentFormResponse, CreatePaymentFormRequest, CreatePaymentFormResponse, TermsServiceService, TermsServiceClient } from "./isp/billing/v1/terms_service.ts";
export type { TermsServiceServer } from "./isp/billing/v1/terms_service.ts";
