import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import type { Domain } from "../domain/domain.ts";
import { refuse } from "../domain/errors.ts";
import type { ItemRows } from "../usecases/ports.ts";
import { domainSchema } from "./domain.schema.ts";
import { hostedRows } from "./hosted-rows.ts";

/** Refuses with `domain_taken`. */
export function mysqlDomains(manager: EntityManager): ItemRows<Domain> {
  return hostedRows<Domain>(manager, domainSchema, {
    taken({ name }, error) {
      if (duplicateKey(error) !== "domains_one_name") return error;
      return refuse.domain_taken(`${name} is registered already.`, {
        fields: [{ pointer: "/name", detail: "is registered already" }],
        cause: error,
      });
    },
    kind: "domain",
    notFound: (id) => refuse.domain_not_found(`There is no domain ${id}.`),
  });
}
