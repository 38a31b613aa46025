import { Button, Form, Input, Radio, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Contest, LateDebt } from "../../api/default-ladder.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";

type Props = { readonly contests: readonly Contest[]; readonly debts: readonly LateDebt[] };

/** What the customer contested, what he was answered, and by when he must be. */
export function ContestList({ contests, debts }: Props) {
  const { t } = useTranslation();
  const numberOf = (id: string) => debts.find(({ invoiceId }) => invoiceId === id)?.number;
  return (
    <Table<Contest>
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={[...contests]}
      columns={[
        {
          title: t("invoice.number"),
          key: "number",
          width: 90,
          render: (_, { invoiceId }) => (
            <Link to={`/billing/invoices/${invoiceId}`}>
              {numberOf(invoiceId) ?? t("defaults.invoice")}
            </Link>
          ),
        },
        {
          title: t("defaults.openedOn"),
          dataIndex: "openedOn",
          width: 120,
          render: (on: string) => <CivilDate on={on} />,
        },
        {
          title: t("defaults.reason"),
          key: "reason",
          render: (_, { reason, answer }) => (
            <>
              {reason}
              {answer !== "" && <p className="soft">{answer}</p>}
            </>
          ),
        },
        {
          title: t("defaults.answer"),
          key: "answer",
          width: 200,
          render: (_, contest) => <Answer contest={contest} />,
        },
      ]}
    />
  );
}

function Answer({ contest }: { readonly contest: Contest }) {
  const { t } = useTranslation();
  const mayAnswer = useMay("billing.contest");
  const [isOpen, setIsOpen] = useState(false);
  if (contest.closedOn !== null)
    return (
      <Tag color={contest.outcome === "upheld" ? "success" : "default"}>
        {t(`defaults.outcome.${contest.outcome}`)}
      </Tag>
    );
  return (
    <>
      <span className="soft">
        {t("defaults.answerBy")} <CivilDate on={contest.answerByOn} />
      </span>{" "}
      {mayAnswer && (
        <Button size="small" onClick={() => setIsOpen(true)}>
          {t("defaults.answerIt")}
        </Button>
      )}
      {isOpen && <AnswerDialog contest={contest} onEnd={() => setIsOpen(false)} />}
    </>
  );
}

type Values = { readonly outcome: string; readonly answer: string };
type DialogProps = { readonly contest: Contest; readonly onEnd: () => void };

function AnswerDialog({ contest, onEnd }: DialogProps) {
  const { t } = useTranslation();
  const said = useSaid();
  const [form] = Form.useForm<Values>();
  const problems = useFieldProblems(form);
  const save = useSubmit<Values, Contest>({
    path: `/contests/${contest.id}/answer`,
    refresh: ["customers", "invoices"],
    onDone: () => {
      said(t("defaults.answerDone"));
      onEnd();
    },
    onProblem: problems.show,
  });
  return (
    <FormDialog<Values>
      title={t("defaults.answerTitle")}
      okText={t("defaults.answerIt")}
      hint={t("defaults.answerHint")}
      form={form}
      initial={{ outcome: "rejected" }}
      error={save.error}
      others={problems.others}
      isSaving={save.isPending}
      onSave={save.mutate}
      onClose={onEnd}
    >
      <Form.Item name="outcome" label={t("defaults.answer")}>
        <Radio.Group
          options={["rejected", "upheld"].map((value) => ({
            value,
            label: t(`defaults.outcomeLong.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="answer"
        label={t("defaults.answerText")}
        rules={[{ required: true, whitespace: true, message: t("defaults.answerMissing") }]}
      >
        <Input.TextArea rows={3} maxLength={255} showCount />
      </Form.Item>
    </FormDialog>
  );
}
