import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, type FormInstance } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Operation } from "../../api/operations.ts";
import type { Preview, PreviewedKind } from "../../api/previews.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { useUnitToday } from "../../api/unit-day.ts";
import { isSave, useKey } from "../../ui/keys.ts";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { ChangePlanFields } from "./ChangePlanFields.tsx";
import { CancelFields, DeleteFields } from "./EndFields.tsx";
import { type OrderForm, orderOf } from "./order.ts";
import { PreviewPane } from "./PreviewPane.tsx";
import { RefusalNotice } from "./RefusalNotice.tsx";
import { remarkId } from "./remark-id.ts";
import { TransferFields } from "./TransferFields.tsx";
import { useCommit } from "./use-commit.ts";
import { usePreview } from "./use-preview.ts";

type Props = {
  readonly form: FormInstance<OrderForm>;
  readonly kind: PreviewedKind;
  readonly subscription: Subscription;
  readonly onClose: () => void;
  readonly onStarted: (operation: Operation) => void;
};

const fields = {
  "change-plan": ChangePlanFields,
  transfer: TransferFields,
  cancel: CancelFields,
  delete: DeleteFields,
} as const;

/** The manual's fields, and beside them what they would do; only what was seen can be done. */
export function PreviewedForm(props: Props) {
  const { form, kind, subscription } = props;
  const values = Form.useWatch((all: OrderForm) => all, form) ?? {};
  const today = useUnitToday(subscription.businessUnitId);
  const order = orderOf(kind, values, today);
  const preview = usePreview(kind, subscription.id, order);
  const { accepted, accept } = useAccepted(values.customerId ?? values.planId ?? "");
  const { commit, others, seen } = useAct(props, preview);
  const isConfirmed = kind !== "delete" || values.confirm?.trim() === String(subscription.number);
  const isReady = preview.isCurrent && isAccepted(preview.data, accepted) && isConfirmed;
  const act = () => {
    if (!isReady || order === undefined || preview.data === undefined) return;
    commit.mutate({ order, previewId: preview.data.previewId });
  };
  useKey(isSave, () => form.submit());
  const Fields = fields[kind];
  return (
    <Form<OrderForm>
      form={form}
      layout="vertical"
      initialValues={initialOf(kind, today)}
      onFinish={act}
    >
      <div className="previewed-columns">
        <div className="previewed-fields">
          <Fields subscription={subscription} values={values} />
        </div>
        <div className="previewed-effects">
          <RefusalNotice error={commit.error} others={others} />
          <PreviewPane
            preview={preview}
            before={seen}
            subscription={subscription}
            accepted={accepted}
            onAccept={accept}
            to={values}
          />
        </div>
      </div>
      <Foot
        {...props}
        isLater={order?.on !== undefined && order.on > today}
        isReady={isReady}
        isSending={commit.isPending}
      />
    </Form>
  );
}

type FootProps = Props & {
  readonly isLater: boolean;
  readonly isReady: boolean;
  readonly isSending: boolean;
};

function Foot({ kind, onClose, isLater, isReady, isSending }: FootProps) {
  const { t } = useTranslation();
  return (
    <div className="dialog-foot">
      <Button onClick={onClose}>{t("form.leave")}</Button>
      <Button
        type="primary"
        danger={kind === "cancel" || kind === "delete"}
        htmlType="submit"
        disabled={!isReady}
        loading={isSending}
      >
        {t(isLater ? "operate.schedule" : `operate.${kind}.do`)}
      </Button>
    </div>
  );
}

const nothing: ReadonlySet<string> = new Set();

/** The warnings that were accepted for this customer or this plan; another one has his own. */
function useAccepted(target: string) {
  const [held, setHeld] = useState({ target, remarks: nothing });
  return {
    accepted: held.target === target ? held.remarks : nothing,
    accept: (remarks: ReadonlySet<string>) => setHeld({ target, remarks }),
  };
}

/** Carries it out; when something changed meanwhile, the new preview takes the old one's place. */
function useAct(
  { form, kind, subscription, onStarted }: Props,
  preview: ReturnType<typeof usePreview>,
) {
  const client = useQueryClient();
  const problems = useFieldProblems(form);
  const [seen, setSeen] = useState<Preview>();
  const commit = useCommit({
    kind,
    subscriptionId: subscription.id,
    onStarted,
    onPreview: (now) => {
      setSeen(preview.data);
      client.setQueryData(preview.key, now);
    },
    onProblem: (problem) => problems.show(problem),
  });
  return { commit, others: problems.others, seen };
}

function isAccepted(preview: Preview | undefined, accepted: ReadonlySet<string>): boolean {
  if (preview === undefined || preview.conflicts.length > 0) return false;
  return preview.warnings.every((warning) => accepted.has(remarkId(warning)));
}

function initialOf(kind: PreviewedKind, on: string): OrderForm {
  if (kind === "change-plan") return { on, trialDays: 0, discountKind: "present" };
  if (kind === "transfer") return { on, loginPassword: "keep", mailboxes: "empty" };
  return { on };
}
