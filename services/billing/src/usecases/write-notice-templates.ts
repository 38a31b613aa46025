import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { expectVersion } from "../domain/errors.ts";
import { noticeKinds } from "../domain/notice.ts";
import { firstTemplate, type NoticeTemplate } from "../domain/notice-template.ts";
import { idempotently } from "./idempotent.ts";
import { templateOf } from "./letter.ts";
import type { NoticeTemplates } from "./notice-ports.ts";
import type { Billing, Units } from "./ports.ts";
import { requireUnit } from "./require-unit.ts";

export type WriteNoticeTemplates = {
  readonly read: (businessUnitId: string, units: Units) => Promise<readonly NoticeTemplate[]>;
  readonly update: (
    request: WriteRequest,
    wanted: NoticeTemplate,
    by: string,
    units: Units,
  ) => Promise<NoticeTemplate>;
};

/** A unit's own words for its letters; what is sent already stays as it was. */
export function writeNoticeTemplates(
  transact: Transact<Billing>,
  clock: Clock,
  templates: NoticeTemplates,
): WriteNoticeTemplates {
  return {
    read: (businessUnitId, units) =>
      transact(async ({ lists, notices }) => {
        await requireUnit(lists, businessUnitId, units);
        const own = await notices.templates(businessUnitId);
        return noticeKinds.map(
          (kind) => own.find((one) => one.kind === kind) ?? firstTemplate(businessUnitId, kind),
        );
      }),
    update: (request, wanted, by, units) =>
      idempotently(transact, clock, request, {
        id: wanted.businessUnitId,
        async first(scope, businessUnitId) {
          await scope.defaultPolicies.lock(businessUnitId);
          await requireUnit(scope.lists, businessUnitId, units);
          const present = await templateOf(scope, businessUnitId, wanted.kind);
          expectVersion(wanted.version, present.version);
          const template = { ...wanted, version: present.version + 1n };
          templates.check(template);
          await scope.notices.saveTemplate(template, by, clock.now());
          return template;
        },
        again: (scope, businessUnitId) => templateOf(scope, businessUnitId, wanted.kind),
      }),
  };
}
