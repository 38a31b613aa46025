import type { Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin";
const id = `char(36) ${ascii}`;
const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

export const addSessions: Migration = {
  name: "202611220200-add-sessions",
  statements: [
    // session_key is a digest of NAS, Acct-Session-Id and user: what comes from outside may be 253
    // octets of anything, and a unique key over that would be twenty times as wide.
    `CREATE TABLE IF NOT EXISTS live_sessions (
       id ${id} NOT NULL PRIMARY KEY,
       session_key binary(16) NOT NULL,
       version bigint NOT NULL,
       nas_id ${id} NOT NULL,
       nas_address varchar(45) ${ascii} NOT NULL,
       acct_session_id varchar(253) NOT NULL,
       username varchar(253) NOT NULL,
       login_id ${id} NULL,
       subscription_id ${id} NULL,
       customer_id ${id} NULL,
       business_unit_id ${id} NULL,
       routing_point_id ${id} NULL,
       started_at datetime(3) NOT NULL,
       nas_started_at datetime(3) NULL,
       last_report_at datetime(3) NOT NULL,
       stopped_at datetime(3) NULL,
       nas_stopped_at datetime(3) NULL,
       closed_at datetime(3) NULL,
       ended_at datetime(3) NULL,
       terminate_cause int unsigned NULL,
       session_seconds bigint NOT NULL,
       input_octets bigint unsigned NOT NULL,
       output_octets bigint unsigned NOT NULL,
       is_clock_skewed tinyint(1) NOT NULL,
       mac varchar(64) NULL,
       nas_port_id varchar(253) NULL,
       called_station_id varchar(253) NULL,
       address varchar(45) ${ascii} NULL,
       address_at datetime(3) NULL,
       framed_ipv6_prefix varchar(49) ${ascii} NULL,
       framed_ipv6_prefix_at datetime(3) NULL,
       delegated_ipv6_prefix varchar(49) ${ascii} NULL,
       delegated_ipv6_prefix_at datetime(3) NULL,
       received_at datetime(3) NOT NULL,
       UNIQUE KEY live_sessions_one_session (session_key),
       KEY live_sessions_by_nas (nas_id, ended_at),
       KEY live_sessions_by_login (login_id, ended_at),
       KEY live_sessions_by_username (username(64)),
       KEY live_sessions_by_address (address),
       KEY live_sessions_by_start (started_at)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS parked_packets (
       id ${id} NOT NULL PRIMARY KEY,
       nas_id ${id} NOT NULL,
       reason varchar(32) ${ascii} NOT NULL,
       packet varbinary(4096) NOT NULL,
       received_at datetime(3) NOT NULL,
       KEY parked_packets_by_age (received_at)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS disconnects (
       id ${id} NOT NULL PRIMARY KEY,
       session_id ${id} NOT NULL,
       operation_id ${id} NULL,
       state varchar(8) ${ascii} NOT NULL,
       attempts int NOT NULL,
       error_cause int NOT NULL,
       queued_at datetime(3) NOT NULL,
       answered_at datetime(3) NULL,
       KEY disconnects_by_state (state, queued_at),
       KEY disconnects_by_session (session_id),
       KEY disconnects_by_operation (operation_id)
     ) ${table}`,
  ],
};
