import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { DueDay, Named } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import type { Discount, Subscription } from "../../api/subscriptions.ts";
import { useMoneyRule } from "../../ui/MoneyInput.tsx";
import { formatCents, payable } from "../../ui/money.ts";
import { ReadOnlyField } from "../../ui/ReadOnlyField.tsx";
import { accountName, useDebitAccounts } from "../../api/debit-accounts.ts";
import { DiscountInput } from "./DiscountInput.tsx";
import { discountText, isTooLarge } from "./discount.ts";
import { useWriters } from "../../ui/edit/words.ts";
import { TabForm, type TabFormProps } from "./TabForm.tsx";
import { optionsOf } from "./tab-options.ts";

const toForm = (subscription: Subscription) => ({
  paymentFormId: subscription.paymentFormId ?? undefined,
  dueDayId: subscription.dueDayId ?? undefined,
  debitAccountId: subscription.debitAccountId ?? undefined,
  discount: subscription.discount ?? undefined,
  notes: subscription.notes ?? "",
});

/** Editar, tab Inf. Cobrança: form and due day are open after the sale (C33 to C39). */
export function BillingForm({ read, onEnd }: TabFormProps) {
  const { t, i18n } = useTranslation();
  const lists = useBillingLists(read);
  const { optionIn } = useWriters();
  const { priceCents } = read;
  const discount = (value: unknown) =>
    discountText({ discount: value as Discount, priceCents }, i18n.language);
  return (
    <TabForm
      read={read}
      onEnd={onEnd}
      tab="billing"
      words={{
        paymentFormId: { label: t("plans.paymentForm"), text: optionIn(lists.forms) },
        dueDayId: { label: t("plans.dueDay"), text: optionIn(lists.dueDays) },
        debitAccountId: { label: t("plans.debitAccount"), text: optionIn(lists.accounts) },
        discount: { label: t("plans.discount"), text: discount },
        notes: { label: t("plans.notes") },
      }}
      toForm={toForm}
    >
      <BillingEditFields priceCents={priceCents} lists={lists} />
    </TabForm>
  );
}

type FieldsProps = {
  readonly priceCents: number;
  readonly lists: ReturnType<typeof useBillingLists>;
};

function BillingEditFields({ priceCents, lists }: FieldsProps) {
  const { t } = useTranslation();
  const unitDefault = { allowClear: true, placeholder: t("billing.unitDefault") };
  return (
    <>
      <Form.Item className="w6" name="paymentFormId" label={t("plans.paymentForm")}>
        <Select {...unitDefault} options={lists.forms} />
      </Form.Item>
      <Form.Item className="w6" name="dueDayId" label={t("plans.dueDay")}>
        <Select {...unitDefault} options={lists.dueDays} />
      </Form.Item>
      <Form.Item
        name="debitAccountId"
        label={t("plans.debitAccount")}
        {...(lists.accounts.length === 0 ? { extra: t("plans.noDebitAccounts") } : {})}
      >
        <Select allowClear disabled={lists.accounts.length === 0} options={lists.accounts} />
      </Form.Item>
      <PriceEditFields priceCents={priceCents} />
      <Form.Item name="notes" label={t("plans.notes")}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
    </>
  );
}

/** Price, discount in either way, and what is left to pay while it is typed (C36 to C38). */
function PriceEditFields({ priceCents }: { readonly priceCents: number }) {
  const { t, i18n } = useTranslation();
  const discount = Form.useWatch<Discount | undefined>("discount");
  const moneyRule = useMoneyRule();
  const money = (cents: number) => formatCents(cents, i18n.language);
  return (
    <>
      <ReadOnlyField
        className="w3"
        label={t("plans.price")}
        prefix="R$"
        value={money(priceCents)}
      />
      <Form.Item
        className="w6"
        name="discount"
        label={t("plans.discount")}
        rules={[
          {
            validator: (_, typed?: Discount) => moneyRule.validator(_, typed?.amountCents),
          },
          {
            validator: (_, typed?: Discount) =>
              isTooLarge(typed, priceCents)
                ? Promise.reject(new Error(t("plans.discountTooLarge")))
                : Promise.resolve(),
          },
        ]}
      >
        <DiscountInput />
      </Form.Item>
      <ReadOnlyField
        className="w3"
        label={t("plans.payable")}
        prefix="R$"
        value={money(payable(priceCents, discount ?? {}))}
      />
    </>
  );
}

function useBillingLists(subscription: Subscription) {
  const { t } = useTranslation();
  const query = { businessUnitId: subscription.businessUnitId };
  const forms = useList<Named>("payment-forms", query).data;
  const dueDays = useList<DueDay>("due-days", query).data ?? [];
  const accounts = useDebitAccounts(subscription.customerId).data?.items ?? [];
  return {
    forms: optionsOf(forms),
    dueDays: dueDays.map(({ id, day, closingDay }) => ({
      value: id,
      label: t("billing.dueDayClosing", { day, closingDay }),
    })),
    accounts: accounts.map((account) => ({ value: account.id, label: accountName(account) })),
  };
}
