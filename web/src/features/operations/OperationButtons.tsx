import { Button, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import { isMissing } from "../../api/missing.ts";
import type { Operation } from "../../api/operations.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { formatDay } from "../../ui/dates.ts";

type Props = { readonly operation: Operation };

/** Asks the servers again that have not applied their step. */
export function RetryButton({ operation }: Props) {
  const { t } = useTranslation();
  const mayOperate = useMay("subscriptions.operate");
  const retry = useSubmit<Record<string, never>, Operation>({
    path: `/operations/${operation.id}/retry`,
    refresh: ["operations"],
  });
  const isStuck = operation.steps.some(
    ({ state, problem }) => state === "refused" || (state === "pending" && !isMissing(problem)),
  );
  if (!isStuck || !mayOperate) return null;
  return (
    <>
      <ProblemNotice error={retry.error} />
      <Button size="small" loading={retry.isPending} onClick={() => retry.mutate({})}>
        {t("operation.retry")}
      </Button>
    </>
  );
}

/** Takes a scheduled operation back before its day. */
export function TakeBackButton({ operation }: Props) {
  const { t } = useTranslation();
  const mayOperate = useMay("subscriptions.operate");
  const takeBack = useSubmit<undefined, Operation>({
    path: `/operations/${operation.id}`,
    method: "DELETE",
    refresh: ["operations", "customers", "subscriptions"],
  });
  if (operation.state !== "scheduled" || !mayOperate) return null;
  const kind = t(`operation.kind.${operation.kind}`);
  return (
    <>
      <ProblemNotice error={takeBack.error} />
      <Popconfirm
        title={t("operation.takeBackTitle", { kind, on: formatDay(operation.on ?? "") })}
        okText={t("operation.takeBack")}
        cancelText={t("form.no")}
        onConfirm={() => takeBack.mutate(undefined)}
      >
        <Button size="small" loading={takeBack.isPending}>
          {t("operation.takeBack")}
        </Button>
      </Popconfirm>
    </>
  );
}
