import { addIndex, type Migration } from "@isp/db";

/** Each batch of a closing asks which of its subscriptions others have replaced. */
export const findSuccessors: Migration = {
  name: "202611231060-find-successors",
  statements: addIndex(
    "subscription_terms",
    "subscription_terms_by_predecessor",
    "KEY subscription_terms_by_predecessor (predecessor_id)",
  ),
};
