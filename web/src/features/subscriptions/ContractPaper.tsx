import { CheckOutlined, FilePdfOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { address, request } from "../../api/client.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { formatDay } from "../../ui/dates.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useSaid } from "../../ui/use-said.ts";

type Paper = {
  readonly accepted: boolean;
  readonly acceptedOn: string | null;
  readonly acceptedBy: string;
};

type Props = { readonly subscription: Subscription };

/** The contract on paper: a draft until the customer accepts it, and then that text for ever (C40). */
export function ContractPaper({ subscription: { id, number, list } }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const { modal } = App.useApp();
  const mayAccept = useMay("subscriptions.write") && list !== "cancelled";
  const paper = useQuery({
    queryKey: ["subscriptions", id, "contract"],
    queryFn: ({ signal }) => request<Paper>(`/subscriptions/${id}/contract`, { signal }),
  });
  const accept = useSubmit<object, Paper>({
    path: `/subscriptions/${id}/contract/accept`,
    refresh: ["subscriptions"],
    onDone: () => said(t("contract.acceptedNow", { number })),
  });
  const ask = () =>
    void modal.confirm({
      title: t("contract.acceptTitle", { number }),
      content: t("contract.acceptText"),
      okText: t("contract.accept"),
      cancelText: t("form.leave"),
      onOk: () => accept.mutate({}),
    });
  const isDraft = paper.data?.accepted === false;
  return (
    <>
      <ProblemNotice error={accept.error ?? paper.error} />
      <div className="contract-state">
        <PaperState paper={paper.data} />
        <Button
          icon={<FilePdfOutlined />}
          href={address(`/subscriptions/${id}/contract.pdf`)}
          target="_blank"
        >
          {t("contract.view")}
        </Button>
        {isDraft && mayAccept && (
          <Button icon={<CheckOutlined />} onClick={ask} loading={accept.isPending}>
            {t("contract.accept")}
          </Button>
        )}
      </div>
    </>
  );
}

function PaperState({ paper }: { readonly paper: Paper | undefined }) {
  const { t } = useTranslation();
  if (paper === undefined) return null;
  if (!paper.accepted) return <Tag>{t("contract.draft")}</Tag>;
  const on = formatDay(paper.acceptedOn ?? "");
  return <Tag color="success">{t("contract.acceptedOn", { on, by: paper.acceptedBy })}</Tag>;
}
