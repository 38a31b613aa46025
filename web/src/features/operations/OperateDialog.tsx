import { Button, Form, type FormInstance, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Operation } from "../../api/operations.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Access, Subscription } from "../../api/subscriptions.ts";
import { useUnitToday } from "../../api/unit-day.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { formatDay, isDay } from "../../ui/dates.ts";
import { isSave, useKey } from "../../ui/keys.ts";
import { useConfirmLeave } from "../../ui/use-confirm-leave.ts";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { needsAccess, OperateFields } from "./OperateFields.tsx";
import { OperationView } from "./OperationView.tsx";
import type { PlainAct } from "./previewed-acts.ts";
import { RefusalNotice } from "./RefusalNotice.tsx";

type Props = {
  readonly act: PlainAct;
  readonly subscription: Subscription;
  readonly onClose: () => void;
};

type OperateForm = {
  readonly reason?: string;
  readonly on?: string;
  readonly note?: string;
  readonly access?: Access;
};

/** Asks, says what will happen, does it, and shows it happening step by step; it can be closed at any time. */
export function OperateDialog({ act, subscription, onClose }: Props) {
  const { t } = useTranslation();
  const [operation, setOperation] = useState<Operation>();
  const [form] = Form.useForm<OperateForm>();
  const isAsking = operation === undefined;
  const leave = useConfirmLeave(() => isAsking && form.isFieldsTouched(), onClose);
  const title = t(`operate.${act}.title`, { number: subscription.number });
  return (
    <Modal
      open
      title={title}
      onCancel={leave}
      footer={null}
      width={560}
      mask={{ closable: !isAsking }}
      destroyOnHidden
    >
      <p className="soft dialog-plan">{planOf(subscription).name}</p>
      {isAsking ? (
        <AskForm
          form={form}
          act={act}
          subscription={subscription}
          onClose={onClose}
          onStarted={setOperation}
        />
      ) : (
        <>
          <OperationView operationId={operation.id} initial={operation} />
          <div className="dialog-foot">
            <Button type="primary" autoFocus onClick={onClose}>
              {t("form.ok")}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}

type AskProps = Props & {
  readonly form: FormInstance<OperateForm>;
  readonly onStarted: (operation: Operation) => void;
};

function AskForm({ form, act, subscription, onClose, onStarted }: AskProps) {
  const { t } = useTranslation();
  const problems = useFieldProblems(form);
  const send = useSubmit<OperateForm, Operation>({
    path: `/subscriptions/${subscription.id}/${act}`,
    refresh: ["customers", "subscriptions", "operations"],
    onDone: onStarted,
    onProblem: problems.show,
  });
  useKey(isSave, () => form.submit());
  const today = useUnitToday(subscription.businessUnitId);
  const initial = initialOf(act, subscription, today);
  const on = Form.useWatch("on", form);
  const isLater = isDay(on) && on > today;
  return (
    <Form<OperateForm>
      form={form}
      layout="vertical"
      initialValues={initial}
      onFinish={(values) => send.mutate(bodyOf(values, today))}
    >
      <RefusalNotice error={send.error} others={problems.others} />
      <OperateFields act={act} subscription={subscription} />
      <p className="dialog-effect">
        {t(`operate.${act}.effect`)}
        {isLater && <strong> {t("operate.later", { on: formatDay(on) })}</strong>}
      </p>
      <div className="dialog-foot">
        <Button onClick={onClose}>{t("operate.no")}</Button>
        <Button
          type="primary"
          danger={act === "suspend"}
          htmlType="submit"
          loading={send.isPending}
        >
          {t(isLater ? "operate.schedule" : `operate.${act}.yes`)}
        </Button>
      </div>
    </Form>
  );
}

function initialOf(act: PlainAct, subscription: Subscription, on: string): OperateForm {
  if (act === "suspend") return { reason: "default", on };
  if (act === "resume") return { reason: subscription.suspensions?.[0]?.reason ?? "default", on };
  if (!needsAccess(subscription)) return { on };
  return { on, access: { username: "", password: "", saveOnServer: true } };
}

function bodyOf({ reason, on, note, access }: OperateForm, today: string): OperateForm {
  const hasAccess = access !== undefined && access.username !== "" && access.username !== undefined;
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(on === undefined || on === today ? {} : { on }),
    ...(note === undefined || note.trim() === "" ? {} : { note: note.trim() }),
    ...(hasAccess ? { access } : {}),
  };
}
