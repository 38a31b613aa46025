import { useQuery } from "@tanstack/react-query";
import { Form, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { mailboxRoots } from "../../api/mailboxes.ts";
import { planOf } from "../../api/plan-of.ts";
import type { CustomerTree } from "../../api/subscriptions.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { CustomerPicker } from "../operations/CustomerPicker.tsx";
import type { MailboxTask } from "./mailbox-task.ts";

type MoveForm = {
  readonly whose: "own" | "other";
  readonly customerId?: string;
  readonly subscriptionId: string;
  readonly withContent?: boolean;
};

/** Trocar o E-Mail de Cliente (C80): to another plan of his own, or of another customer. */
export function MoveMailbox({ item, subscription, onClose }: MailboxTask) {
  const { t } = useTranslation();
  const [form] = Form.useForm<MoveForm>();
  const problems = useFieldProblems(form);
  const said = useSaid();
  const [password, setPassword] = useState<string>();
  const move = useSubmit<object, { readonly password?: string }>({
    path: `/mailboxes/${item.id}/move`,
    refresh: mailboxRoots,
    onDone: (moved) => {
      if (moved.password !== undefined) return setPassword(moved.password);
      said(t("mailbox.moved", { name: item.name }));
      return onClose();
    },
    onProblem: problems.show,
  });
  if (password !== undefined)
    return <NewPassword name={item.name} password={password} onClose={onClose} />;
  return (
    <FormDialog<MoveForm>
      title={t("menu.move-email")}
      form={form}
      initial={{ whose: "own", withContent: false }}
      width={600}
      error={move.error}
      others={problems.others}
      isSaving={move.isPending}
      onSave={({ subscriptionId, withContent = false }) =>
        move.mutate({ subscriptionId, withContent })
      }
      onClose={onClose}
    >
      <ReadOnlyField label={t("mailbox.address")} value={item.name} />
      <Target
        exceptId={subscription.id}
        customerId={subscription.customerId}
        unitId={subscription.businessUnitId}
      />
    </FormDialog>
  );
}

type TargetProps = {
  readonly exceptId: string;
  readonly customerId: string;
  readonly unitId: string;
};

function Target({ exceptId, customerId, unitId }: TargetProps) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<MoveForm>();
  const isOther = Form.useWatch("whose", form) === "other";
  const chosen = Form.useWatch("customerId", form);
  const owner = isOther ? chosen : customerId;
  const tree = useQuery({
    queryKey: ["customers", owner, "tree"],
    queryFn: ({ signal }) => request<CustomerTree>(`/customers/${owner ?? ""}/tree`, { signal }),
    enabled: owner !== undefined,
  });
  const plans = (tree.data?.subscriptions ?? []).filter(
    ({ id, list }) => id !== exceptId && list !== "cancelled",
  );
  return (
    <>
      <Form.Item name="whose" label={t("mailbox.whose")}>
        <Radio.Group
          options={(["own", "other"] as const).map((value) => ({
            value,
            label: t(`mailbox.whoseChoice.${value}`),
          }))}
          onChange={() => form.resetFields(["subscriptionId", "customerId"])}
        />
      </Form.Item>
      {isOther && <CustomerPicker exceptId={customerId} businessUnitId={unitId} />}
      <Form.Item
        name="subscriptionId"
        label={t("mailbox.targetPlan")}
        rules={[{ required: true, message: t("mailbox.targetMissing") }]}
      >
        <Select
          loading={tree.isFetching}
          disabled={owner === undefined}
          notFoundContent={t("mailbox.noOtherPlan")}
          options={plans.map((plan) => ({
            value: plan.id,
            label: `${plan.number} · ${planOf(plan).name}`,
          }))}
        />
      </Form.Item>
      {isOther && (
        <Form.Item name="withContent" label={t("mailbox.content")} extra={t("mailbox.contentHint")}>
          <Radio.Group
            options={[
              { value: false, label: t("mailbox.contentEmpty") },
              { value: true, label: t("mailbox.contentKept") },
            ]}
          />
        </Form.Item>
      )}
    </>
  );
}

type PasswordProps = {
  readonly name: string;
  readonly password: string;
  readonly onClose: () => void;
};

/** The new customer's password, which nobody sees a second time. */
function NewPassword({ name, password, onClose }: PasswordProps) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={t("mailbox.moved", { name })}
      okText="OK"
      onOk={onClose}
      onCancel={onClose}
      cancelButtonProps={{ hidden: true }}
    >
      <p>{t("mailbox.newPasswordHint")}</p>
      <Facts
        facts={[
          {
            label: t("access.password"),
            value: (
              <span className="code">
                {password} <CopyButton label={t("mailbox.copyPassword")} text={password} />
              </span>
            ),
            wide: true,
          },
        ]}
      />
    </Modal>
  );
}
