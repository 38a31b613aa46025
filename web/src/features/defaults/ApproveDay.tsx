import { Button, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import type { DefaultDay } from "../../api/default-ladder.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useSaid } from "../../ui/use-said.ts";

type Props = {
  readonly day: DefaultDay | undefined;
  readonly excluded: readonly string[];
  readonly count: number;
};

/** Aprovar: what is ticked is carried out at once, and asked once more before. */
export function ApproveDay({ day, excluded, count }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const mayApprove = useMay("billing.default");
  const approve = useSubmit<{ excludedIds: readonly string[] }, DefaultDay>({
    path: `/default-days/${day?.id}/approve`,
    refresh: ["default-days", "notices", "customers"],
    onDone: () => said(t("defaults.approved")),
  });
  if (!mayApprove || day === undefined) return null;
  const suspended = day.entries.filter(
    ({ act, id, state }) => act === "suspend" && state === "listed" && !excluded.includes(id),
  );
  return (
    <div className="defaults-approve">
      <ProblemNotice error={approve.error} />
      <Popconfirm
        title={t("defaults.approveTitle", { count })}
        description={t("defaults.approveHint", { count: suspended.length })}
        okText={t("defaults.approve")}
        cancelText={t("form.leave")}
        onConfirm={() => approve.mutate({ excludedIds: excluded })}
      >
        <Button type="primary" loading={approve.isPending}>
          {t("defaults.approveCount", { count })}
        </Button>
      </Popconfirm>
      <span className="soft">{t("defaults.untick")}</span>
    </div>
  );
}
