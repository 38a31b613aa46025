import type { Migration } from "@isp/db";

/**
 * Aliases from before `is_own` count as the provider's, and were dropped at a transfer. A domain under which
 * one subscription alone has addresses, and no login its mail, is that subscription's own.
 */
export const ownEarlierAliases: Migration = {
  name: "202611281120-own-earlier-aliases",
  statements: [
    `UPDATE mailbox_aliases a JOIN (
         SELECT named.domain FROM (
             SELECT m.domain, m.subscription_id, m.login_id FROM mailboxes m
             UNION ALL SELECT x.domain, m.subscription_id, NULL
               FROM mailbox_aliases x JOIN mailboxes m ON m.id = x.mailbox_id
           ) named
         GROUP BY named.domain HAVING COUNT(DISTINCT named.subscription_id) = 1 AND COUNT(named.login_id) = 0
       ) own ON own.domain = a.domain
       SET a.is_own = 1 WHERE a.is_own = 0`,
  ],
};
