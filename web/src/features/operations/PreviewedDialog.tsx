import { Button, Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Operation } from "../../api/operations.ts";
import { useNavigate } from "react-router";
import { planOf } from "../../api/plan-of.ts";
import type { PreviewedKind } from "../../api/previews.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { useConfirmLeave } from "../../ui/use-confirm-leave.ts";
import { OperationView } from "./OperationView.tsx";
import type { OrderForm } from "./order.ts";
import { PreviewedForm } from "./PreviewedForm.tsx";
import "./previewed.css";

type Props = {
  readonly kind: PreviewedKind;
  readonly subscription: Subscription;
  readonly onClose: () => void;
};

/** Asks, shows what would happen everywhere, does it, and shows it happening; it can be left at any time. */
export function PreviewedDialog({ kind, subscription, onClose }: Props) {
  const { t } = useTranslation();
  const [operation, setOperation] = useState<Operation>();
  const [form] = Form.useForm<OrderForm>();
  const isAsking = operation === undefined;
  const navigate = useNavigate();
  /** The customer goes on with the plan that came after this one, and so does who looks at him. */
  const finish = (): void => {
    onClose();
    const successor = operation?.successorSubscriptionId ?? "";
    if (kind === "change-plan" && operation?.state !== "scheduled" && successor !== "")
      void navigate(`/customers/${subscription.customerId}/subscriptions/${successor}`);
  };
  const leave = useConfirmLeave(() => isAsking && form.isFieldsTouched(), onClose);
  const title = t(`operate.${kind}.title`, { number: subscription.number });
  return (
    <Modal
      open
      title={title}
      onCancel={isAsking ? leave : finish}
      footer={null}
      width={isAsking ? 940 : 600}
      className="previewed"
      mask={{ closable: !isAsking }}
      destroyOnHidden
    >
      {kind !== "cancel" && <p className="soft dialog-plan">{planOf(subscription).name}</p>}
      {isAsking ? (
        <PreviewedForm
          form={form}
          kind={kind}
          subscription={subscription}
          onClose={leave}
          onStarted={setOperation}
        />
      ) : (
        <>
          <OperationView operationId={operation.id} initial={operation} />
          <div className="dialog-foot">
            <Button type="primary" autoFocus onClick={finish}>
              {t("form.ok")}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
