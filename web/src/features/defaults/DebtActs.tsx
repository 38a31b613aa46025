import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerLadder } from "../../api/default-ladder.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { DayItem } from "../../ui/DayItem.tsx";
import { formatDay } from "../../ui/dates.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";

type Props = { readonly ladder: CustomerLadder };

/** Desbloqueio em confiança, and the day until which he is not suspended. */
export function DebtActs({ ladder }: Props) {
  const { t } = useTranslation();
  const mayUnlock = useMay("billing.unlock");
  const mayPromise = useMay("billing.promise");
  const isSuspended = ladder.suspensions.some(({ state }) => state === "suspended");
  const until = ladder.promised?.neverSuspendUntilOn ?? null;
  return (
    <div className="debts-acts">
      {mayUnlock && isSuspended && <TrustUnlock ladder={ladder} />}
      {mayPromise && <NeverSuspend ladder={ladder} />}
      {until !== null && until >= ladder.today && (
        <span>
          {t("defaults.promised", {
            day: formatDay(until),
            by: ladder.promised?.changedBy,
            reason: ladder.promised?.reason,
          })}
        </span>
      )}
    </div>
  );
}

function TrustUnlock({ ladder }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const [isOpen, setIsOpen] = useState(false);
  const unlock = useSubmit<undefined, { readonly untilOn: string }>({
    path: `/customers/${ladder.customerId}/trust-unlocks`,
    refresh: ["customers", "subscriptions", "operations"],
    onDone: ({ untilOn }) => {
      said(t("defaults.unlocked", { day: formatDay(untilOn) }));
      setIsOpen(false);
    },
  });
  return (
    <>
      <Button type="primary" onClick={() => setIsOpen(true)}>
        {t("defaults.unlock")}
      </Button>
      <Modal
        open={isOpen}
        title={t("defaults.unlock")}
        okText={t("defaults.unlockIt")}
        cancelText={t("form.leave")}
        confirmLoading={unlock.isPending}
        onOk={() => unlock.mutate(undefined)}
        onCancel={() => setIsOpen(false)}
      >
        <ProblemNotice error={unlock.error} />
        <p>{t("defaults.unlockHint")}</p>
      </Modal>
    </>
  );
}

type Values = { readonly untilOn?: string; readonly reason?: string };

function NeverSuspend({ ladder }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const [isOpen, setIsOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const problems = useFieldProblems(form);
  const save = useSubmit<object, object>({
    path: `/customers/${ladder.customerId}/never-suspend`,
    method: "PUT",
    ifMatch: `"${ladder.promised?.version ?? 1}"`,
    refresh: ["customers"],
    onDone: () => {
      said(t("form.saved"));
      setIsOpen(false);
    },
    onProblem: problems.show,
  });
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t("defaults.neverSuspend")}</Button>
      {isOpen && (
        <FormDialog<Values>
          title={t("defaults.neverSuspend")}
          hint={t("defaults.neverSuspendHint")}
          form={form}
          initial={{
            untilOn: ladder.promised?.neverSuspendUntilOn ?? undefined,
            reason: ladder.promised?.reason,
          }}
          error={save.error}
          others={problems.others}
          isSaving={save.isPending}
          onSave={({ untilOn, reason }) =>
            save.mutate({ untilOn: untilOn ?? null, reason: reason ?? "" })
          }
          onClose={() => setIsOpen(false)}
        >
          <DayItem name="untilOn" label={t("defaults.untilOn")} extra={t("defaults.untilOnHint")} />
          <Form.Item name="reason" label={t("reason.label")}>
            <Input.TextArea rows={2} maxLength={255} showCount />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
