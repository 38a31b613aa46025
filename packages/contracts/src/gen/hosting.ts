// Code generated from proto/ by `pnpm proto`. DO NOT EDIT.
export { CompareItemRequest, CompareItemResponse, ApplyItemAgainRequest, ApplyItemAgainResponse, AcceptZoneRequest, AcceptZoneResponse, ReadZoneRequest, ZoneRecords, ReadZoneResponse, ComparisonServiceService, ComparisonServiceClient } from "./isp/hosting/v1/comparison_service.ts";
export type { ComparisonServiceServer } from "./isp/hosting/v1/comparison_service.ts";
export { Database, CreateDatabaseRequest, CreateDatabaseResponse, GetDatabaseRequest, GetDatabaseResponse, DeleteDatabaseRequest, DeleteDatabaseResponse, DatabaseServiceService, DatabaseServiceClient } from "./isp/hosting/v1/database_service.ts";
export type { DatabaseServiceServer } from "./isp/hosting/v1/database_service.ts";
export { Domain, Developer, SiteSettings, CreateDomainRequest, CreateDomainResponse, GetDomainRequest, GetDomainResponse, UpdateDomainRequest, UpdateDomainResponse, SetDomainActiveRequest, SetDomainActiveResponse, DeleteDomainRequest, DeleteDomainResponse, PreviewDomainMoveRequest, MovingItem, MoveConflict, PreviewDomainMoveResponse, MoveDomainRequest, MovedSecret, MoveDomainResponse, ReadDomainStatisticsRequest, ReadDomainStatisticsResponse, SiteDisk, DomainServiceService, DomainServiceClient } from "./isp/hosting/v1/domain_service.ts";
export type { DomainServiceServer } from "./isp/hosting/v1/domain_service.ts";
export { DomainFact, DatabaseFact, FtpUserFact, HostFact, OperationApplied } from "./isp/hosting/v1/events.ts";
export { FtpPermissions, FtpUser, CreateFtpUserRequest, CreateFtpUserResponse, GetFtpUserRequest, GetFtpUserResponse, UpdateFtpUserRequest, UpdateFtpUserResponse, DeleteFtpUserRequest, DeleteFtpUserResponse, FtpUserServiceService, FtpUserServiceClient } from "./isp/hosting/v1/ftp_user_service.ts";
export type { FtpUserServiceServer } from "./isp/hosting/v1/ftp_user_service.ts";
export { Host, CreateHostRequest, CreateHostResponse, GetHostRequest, GetHostResponse, ListHostsRequest, ListHostsResponse, UpdateHostRequest, UpdateHostResponse, DeleteHostRequest, DeleteHostResponse, HostServiceService, HostServiceClient } from "./isp/hosting/v1/host_service.ts";
export type { HostServiceServer } from "./isp/hosting/v1/host_service.ts";
export { Server, CreateServerRequest, CreateServerResponse, GetServerRequest, GetServerResponse, ListServersRequest, ListServersResponse, UpdateServerRequest, UpdateServerResponse, DeleteServerRequest, DeleteServerResponse, ServerServiceService, ServerServiceClient } from "./isp/hosting/v1/server_service.ts";
export type { ServerServiceServer } from "./isp/hosting/v1/server_service.ts";
export { WantedSite, SiteReport, ApplySitesRequest, ApplySitesResponse, ReportSitesRequest, ReportSitesResponse, ForgetSitesRequest, ForgetSitesResponse, MakeFoldersRequest, MakeFoldersResponse, CheckFoldersRequest, CheckFoldersResponse, ReadSiteStatisticsRequest, ReadSiteStatisticsResponse, SiteDay, SitePage, CloseFtpSessionsRequest, CloseFtpSessionsResponse, WebAgentServiceService, WebAgentServiceClient } from "./isp/hosting/v1/web_agent_service.ts";
export type { WebAgentServiceServer } from "./isp/hosting/v1/web_agent_service.ts";
