import { addIndex, type Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin";
const id = `char(36) ${ascii}`;
const bare = ["':'", "'-'", "'.'"].reduce((text, sign) => `REPLACE(${text}, ${sign}, '')`, "mac");

export const archiveSessions: Migration = {
  name: "202611230601-archive-sessions",
  statements: [
    // A partitioned table can keep no session unique that is first heard of in two months; live_sessions does.
    // What is kept for so long is dropped a month at a time, which costs the same for any number of rows.
    `CREATE TABLE IF NOT EXISTS sessions (
       id ${id} NOT NULL,
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
       presumed_after datetime(3) NULL,
       presumed_at datetime(3) NULL,
       presumed_cause varchar(12) ${ascii} NULL,
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
       mac_digits varchar(64) AS (LOWER(${bare})) VIRTUAL,
       PRIMARY KEY (id, received_at),
       KEY sessions_by_key (session_key),
       KEY sessions_by_login (login_id),
       KEY sessions_by_username (username(64)),
       KEY sessions_by_address (address, started_at),
       KEY sessions_by_framed_prefix (framed_ipv6_prefix, started_at),
       KEY sessions_by_delegated_prefix (delegated_ipv6_prefix, started_at),
       KEY sessions_by_mac (mac_digits)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
     PARTITION BY RANGE COLUMNS (received_at) (PARTITION p202611 VALUES LESS THAN ('2026-12-01'))`,
    ...addIndex(
      "live_sessions",
      "live_sessions_by_framed_prefix",
      "KEY live_sessions_by_framed_prefix (framed_ipv6_prefix)",
    ),
    ...addIndex(
      "live_sessions",
      "live_sessions_by_delegated_prefix",
      "KEY live_sessions_by_delegated_prefix (delegated_ipv6_prefix)",
    ),
  ],
};
