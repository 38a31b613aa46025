import { useQuery } from "@tanstack/react-query";
import { Form, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import {
  type Domain,
  hostingRoots,
  type MovedSecret,
  type MovePreview,
} from "../../api/hosting.ts";
import { planOf } from "../../api/plan-of.ts";
import type { CustomerTree, Subscription } from "../../api/subscriptions.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { toUnicode } from "../../ui/punycode.ts";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { CustomerPicker } from "../operations/CustomerPicker.tsx";
import { MovedSecrets } from "./MovedSecrets.tsx";
import { MoveEffects } from "./MoveEffects.tsx";
import type { ItemTaskProps } from "./hosting-task.ts";

type MoveForm = {
  readonly whose: "own" | "other";
  readonly customerId?: string;
  readonly subscriptionId?: string;
  readonly mailContent?: boolean;
};
type Moved = Domain & { readonly customerId: string; readonly secrets: readonly MovedSecret[] };

/** Trocar o Domínio de Cliente (C99): where it goes, all that goes along, and what stands against it. */
export function MoveDomain({ item, subscription, onClose }: ItemTaskProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<MoveForm>();
  const problems = useFieldProblems(form);
  const said = useSaid();
  const [moved, setMoved] = useState<Moved>();
  const name = toUnicode(item.name);
  const target = Form.useWatch<string | undefined>("subscriptionId", form);
  const mailContent = Form.useWatch<boolean | undefined>("mailContent", form) ?? false;
  const preview = usePreview(item.id, target, mailContent);
  const move = useSubmit<object, Moved>({
    path: `/domains/${item.id}/move`,
    refresh: hostingRoots,
    onDone: (done) => {
      said(t("hosting.moved", { name }));
      if (done.secrets.length > 0) setMoved(done);
      else onClose();
    },
    onProblem: problems.show,
  });
  if (moved !== undefined)
    return (
      <MovedSecrets
        title={t("hosting.moved", { name })}
        secrets={moved.secrets}
        to={`/customers/${moved.customerId}/subscriptions/${moved.subscriptionId}?item=${moved.id}`}
        onClose={onClose}
      />
    );
  const isRefused = (preview.data?.conflicts.length ?? 0) > 0;
  return (
    <FormDialog<MoveForm>
      title={t("menu.move-domain")}
      okText={t("hosting.move")}
      form={form}
      initial={{ whose: "other", mailContent: false }}
      width={640}
      error={move.error ?? preview.error}
      others={problems.others}
      isSaving={move.isPending || preview.isFetching}
      onSave={({ subscriptionId }) => !isRefused && move.mutate({ subscriptionId, mailContent })}
      onClose={onClose}
    >
      <ReadOnlyField label={t("hosting.domain")} value={name} />
      <Target subscription={subscription} />
      <MailContent preview={preview.data} />
      {preview.data !== undefined && target !== undefined && <MoveEffects preview={preview.data} />}
    </FormDialog>
  );
}

/** Whether another customer is given the old mail too; the same choice as for a mailbox alone (C80). */
function MailContent({ preview }: { readonly preview: MovePreview | undefined }) {
  const { t } = useTranslation();
  const isAsked =
    preview?.hasNewPasswords === true && preview.items.some(({ kind }) => kind === "mailbox");
  return (
    <Form.Item
      name="mailContent"
      label={t("mailbox.content")}
      extra={t("mailbox.contentHint")}
      hidden={!isAsked}
    >
      <Radio.Group
        options={[
          { value: false, label: t("mailbox.contentEmpty") },
          { value: true, label: t("mailbox.contentKept") },
        ]}
      />
    </Form.Item>
  );
}

function usePreview(id: string, subscriptionId: string | undefined, mailContent: boolean) {
  return useQuery({
    queryKey: ["hosting", "move", id, subscriptionId, mailContent],
    queryFn: ({ signal }) =>
      request<MovePreview>(`/domains/${id}/move/preview`, {
        method: "POST",
        body: { subscriptionId, mailContent },
        idempotencyKey: crypto.randomUUID(),
        signal,
      }),
    enabled: subscriptionId !== undefined,
    // The question about mail stands still while its other answer is looked at.
    placeholderData: (last, query) => (query?.queryKey[3] === subscriptionId ? last : undefined),
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
}

/** Nome do Cliente and Plano do Cliente; another plan of the same customer is one choice away. */
function Target({ subscription }: { readonly subscription: Subscription }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<MoveForm>();
  const isOther = Form.useWatch("whose", form) !== "own";
  const chosen = Form.useWatch<string | undefined>("customerId", form);
  const owner = isOther ? chosen : subscription.customerId;
  const tree = useQuery({
    queryKey: ["customers", owner, "tree"],
    queryFn: ({ signal }) => request<CustomerTree>(`/customers/${owner ?? ""}/tree`, { signal }),
    enabled: owner !== undefined,
  });
  const plans = (owner === undefined ? [] : (tree.data?.subscriptions ?? [])).filter(
    ({ id, list, plan }) =>
      id !== subscription.id && list !== "cancelled" && (plan?.hosting?.domains ?? 1) > 0,
  );
  return (
    <>
      <Form.Item name="whose" label={t("mailbox.whose")}>
        <Radio.Group
          options={(["other", "own"] as const).map((value) => ({
            value,
            label: t(`mailbox.whoseChoice.${value}`),
          }))}
          onChange={() => form.resetFields(["subscriptionId", "customerId"])}
        />
      </Form.Item>
      {isOther && (
        <CustomerPicker
          exceptId={subscription.customerId}
          businessUnitId={subscription.businessUnitId}
        />
      )}
      <Form.Item
        name="subscriptionId"
        label={t("hosting.targetPlan")}
        rules={[{ required: true, message: t("hosting.targetMissing") }]}
      >
        <Select
          loading={tree.isFetching}
          disabled={owner === undefined}
          notFoundContent={t("hosting.noTarget")}
          options={plans.map((plan) => ({
            value: plan.id,
            label: `${plan.number} · ${planOf(plan).name}`,
          }))}
        />
      </Form.Item>
    </>
  );
}
