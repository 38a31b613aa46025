import { Form, type FormInstance, Input, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { DueDay, Named, Plan } from "../../api/catalogue.ts";
import type { Customer } from "../../api/customers.ts";
import { useList } from "../../api/lists.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { MoneyItem } from "../../ui/MoneyItem.tsx";
import { formatCents, payable } from "../../ui/money.ts";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { accountName, useDebitAccounts } from "../../api/debit-accounts.ts";
import { discountOf, type PlanForm } from "./plan-form.ts";

type Props = {
  readonly form: FormInstance<PlanForm>;
  readonly customer: Customer;
  readonly plan: Plan | undefined;
  readonly giver: Subscription | undefined;
};

/** Tab Inf. Cobrança of a new plan (C33 to C39). */
export function BillingFields({ form, customer, plan, giver }: Props) {
  const { t } = useTranslation();
  return (
    <div className="form-row">
      <TermsFields customer={customer} giver={giver} />
      <DebitAccountField customerId={customer.id} />
      <PriceFields form={form} plan={plan} />
      <Form.Item name="notes" label={t("plans.notes")}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
    </div>
  );
}

function TermsFields({ customer, giver }: Pick<Props, "customer" | "giver">) {
  const { t } = useTranslation();
  const isInherited = giver !== undefined;
  const query = { businessUnitId: customer.businessUnitId };
  const forms = useList<Named>("payment-forms", query).data ?? [];
  const dueDays = useList<DueDay>("due-days", query).data ?? [];
  const extra = isInherited ? { extra: t("plans.inherited", { number: giver.number }) } : {};
  return (
    <>
      <Form.Item className="w6" name="paymentFormId" label={t("plans.paymentForm")} {...extra}>
        <Select
          disabled={isInherited}
          allowClear
          placeholder={t("billing.unitDefault")}
          options={forms.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item className="w6" name="dueDayId" label={t("plans.dueDay")} {...extra}>
        <Select
          disabled={isInherited}
          allowClear
          placeholder={t("billing.unitDefault")}
          options={dueDays.map(({ id, day, closingDay }) => ({
            value: id,
            label: t("billing.dueDayClosing", { day, closingDay }),
          }))}
        />
      </Form.Item>
    </>
  );
}

function DebitAccountField({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation();
  const known = useDebitAccounts(customerId).data?.items ?? [];
  return (
    <Form.Item
      name="debitAccountId"
      label={t("plans.debitAccount")}
      {...(known.length === 0 ? { extra: t("plans.noDebitAccounts") } : {})}
    >
      <Select
        allowClear
        disabled={known.length === 0}
        options={known.map((account) => ({ value: account.id, label: accountName(account) }))}
      />
    </Form.Item>
  );
}

function PriceFields({ form, plan }: Pick<Props, "form" | "plan">) {
  const { t } = useTranslation();
  const kind = Form.useWatch("discountKind", form) ?? "amount";
  const discount = Form.useWatch("discount", form);
  const typed = discountOf({ discountKind: kind, ...(discount === undefined ? {} : { discount }) });
  const price = plan?.priceCents;
  return (
    <>
      <ReadOnlyField className="w3" label={t("plans.price")} prefix="R$" value={written(price)} />
      <Form.Item className="w2" name="discountKind" label={t("plans.discount")}>
        <Radio.Group
          optionType="button"
          options={[
            { value: "amount", label: "R$" },
            { value: "percent", label: "%" },
          ]}
        />
      </Form.Item>
      {kind === "amount" ? (
        <MoneyItem
          className="w4"
          name={["discount", "amountCents"]}
          label={t("plans.discountAmount")}
          rules={[
            {
              validator: (_, cents?: number) =>
                price !== undefined && (cents ?? 0) > price
                  ? Promise.reject(new Error(t("plans.discountTooLarge")))
                  : Promise.resolve(),
            },
          ]}
        />
      ) : (
        <Form.Item className="w4" name={["discount", "percent"]} label={t("plans.discountPercent")}>
          <InputNumber
            min={0}
            max={100}
            precision={2}
            decimalSeparator=","
            suffix="%"
            className="full"
          />
        </Form.Item>
      )}
      <ReadOnlyField
        className="w3"
        label={t("plans.payable")}
        prefix="R$"
        value={written(price === undefined ? undefined : payable(price, typed ?? {}))}
      />
    </>
  );
}

function written(cents: number | undefined): string {
  return cents === undefined ? "" : formatCents(cents, "pt-BR");
}
