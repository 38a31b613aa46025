// Code generated from proto/ by `pnpm proto`. DO NOT EDIT.
export { Login, ReserveAccessRequest, ReserveAccessResponse, CreateLoginRequest, CreateLoginResponse, GetLoginRequest, GetLoginResponse, ChangeLoginPasswordRequest, ChangeLoginPasswordResponse, AccessServiceService, AccessServiceClient } from "./isp/radius/v1/access_service.ts";
export type { AccessServiceServer } from "./isp/radius/v1/access_service.ts";
export { LoginFact, RoutingPointFact, SessionFact, AccessRejected, NasUnknown, DisconnectAnswered, OperationApplied } from "./isp/radius/v1/events.ts";
export { RoutingPoint, Nas, CreateRoutingPointRequest, CreateRoutingPointResponse, ListRoutingPointsRequest, ListRoutingPointsResponse, CheckRoutingPointRequest, CheckRoutingPointResponse, CreateNasRequest, CreateNasResponse, ListNasRequest, ListNasResponse, GetRoutingPointRequest, GetRoutingPointResponse, UpdateRoutingPointRequest, UpdateRoutingPointResponse, DeleteRoutingPointRequest, DeleteRoutingPointResponse, GetNasRequest, GetNasResponse, UpdateNasRequest, UpdateNasResponse, DeleteNasRequest, DeleteNasResponse, NetworkServiceService, NetworkServiceClient } from "./isp/radius/v1/network_service.ts";
export type { NetworkServiceServer } from "./isp/radius/v1/network_service.ts";
export { Session, ListSessionsRequest, ListSessionsResponse, GetConnectionRequest, GetConnectionResponse, SessionServiceService, SessionServiceClient } from "./isp/radius/v1/session_service.ts";
export type { SessionServiceServer } from "./isp/radius/v1/session_service.ts";
