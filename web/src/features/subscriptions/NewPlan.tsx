import { isMissing } from "../../api/missing.ts";
import { Button, Form, Tabs } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { type Plan, type BusinessUnit } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import type { CustomerTree, NewSubscription, Subscription } from "../../api/subscriptions.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { dayOfUnit } from "../../api/day-of-unit.ts";
import { FormScreen, screenFormId } from "../../ui/FormScreen.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useDraft } from "../../ui/use-draft.ts";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { useCustomerTree } from "../customers/use-customer-tree.ts";
import { BillingFields } from "./BillingFields.tsx";
import { ContractFields } from "./ContractFields.tsx";
import { DetailFields } from "./DetailFields.tsx";
import { LoginFields } from "./LoginFields.tsx";
import { PlanSummary } from "./PlanSummary.tsx";
import {
  type PlanForm,
  type PlanTab,
  planTabs,
  tabOf,
  termsGiver,
  toNewSubscription,
} from "./plan-form.ts";
import "./subscription.css";

const secrets = ["access"];

/** "Novo plano": the manual's four tabs (C22 to C42). */
export function NewPlanScreen() {
  const { customerId = "" } = useParams();
  const tree = useCustomerTree(customerId);
  const units = useList<BusinessUnit>("business-units");
  if (tree.data === undefined)
    return <ProblemNotice error={tree.error} onRetry={() => void tree.refetch()} />;
  const unit = units.data?.find(({ id }) => id === tree.data.customer.businessUnitId);
  if (units.isLoading) return null;
  return <NewPlanForm key={customerId} tree={tree.data} unit={unit} />;
}

type Props = { readonly tree: CustomerTree; readonly unit: BusinessUnit | undefined };

function NewPlanForm({ tree, unit }: Props) {
  const { t } = useTranslation();
  const { customer, subscriptions } = tree;
  const [form] = Form.useForm<PlanForm>();
  const [tab, setTab] = useState<PlanTab>("detail");
  const plans = useList<Plan>("plans", { businessUnitId: customer.businessUnitId }).data ?? [];
  const giver = termsGiver(subscriptions);
  const draft = useDraft(form, `plan.${customer.id}`, secrets);
  const { save, others } = useSave(form, tree, draft.drop, (field) => setTab(tabOf(field)));
  const planId = Form.useWatch("planId", form);
  const plan = plans.find(({ id }) => id === planId);

  const choosePlan = (chosen: Plan) =>
    form.setFieldValue("advanceBilling", chosen.advanceBilling ?? unit?.advanceBilling ?? false);
  const step = (by: number) => setTab(planTabs[planTabs.indexOf(tab) + by] ?? tab);
  const panes: Readonly<Record<PlanTab, ReactNode>> = {
    detail: (
      <DetailFields form={form} customer={customer} unit={unit} plans={plans} onPlan={choosePlan} />
    ),
    billing: <BillingFields form={form} customer={customer} plan={plan} giver={giver} />,
    contract: <ContractFields form={form} businessUnitId={customer.businessUnitId} />,
    login: <LoginFields form={form} plan={plan} />,
  };
  return (
    <FormScreen
      title={t("plans.newTitle", { name: customer.name })}
      form={form}
      draft={draft}
      error={save.error}
      others={others}
      leaveTo={`/customers/${customer.id}`}
      aside={<PlanSummary form={form} plan={plan} />}
      footer={(leave) => (
        <>
          <Button type="primary" htmlType="submit" form={screenFormId} loading={save.isPending}>
            {t("form.save")}
          </Button>
          <Button disabled={tab === "login"} onClick={() => step(1)}>
            {t("form.next")}
          </Button>
          <Button onClick={leave}>{t("form.leave")}</Button>
        </>
      )}
    >
      <Form<PlanForm>
        id={screenFormId}
        form={form}
        layout="vertical"
        initialValues={initialOf(unit, giver)}
        onValuesChange={draft.keep}
        onFinish={(values) =>
          save.mutate(toNewSubscription(customer.id, values, plan, giver === undefined))
        }
        onFinishFailed={({ errorFields }) => setTab(tabOf(errorFields[0]?.name[0]))}
      >
        <Tabs
          activeKey={tab}
          onChange={(key) => setTab(key as PlanTab)}
          items={planTabs.map((key) => ({
            key,
            label: t(`tab.${key}`),
            forceRender: true,
            children: panes[key],
          }))}
        />
      </Form>
    </FormScreen>
  );
}

function useSave(
  form: ReturnType<typeof Form.useForm<PlanForm>>[0],
  tree: CustomerTree,
  dropDraft: () => void,
  showField: (field: string | number | undefined) => void,
) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const said = useSaid();
  const problems = useFieldProblems(form);
  const customerId = tree.customer.id;
  const save = useSubmit<NewSubscription, Subscription & { readonly operationId?: string }>({
    path: "/subscriptions",
    refresh: ["customers", "subscriptions", "operations"],
    onDone: (made) => {
      dropDraft();
      said(t("plans.registered", { number: made.number }));
      void navigate(`/customers/${customerId}/subscriptions/${made.id}`);
    },
    onProblem: (error) => showField(problems.show(error)),
  });
  return { save, others: problems.others };
}

function initialOf(unit: BusinessUnit | undefined, giver: Subscription | undefined): PlanForm {
  return {
    startOn: dayOfUnit(unit, new Date()),
    status: "waiting-installation",
    advanceBilling: unit?.advanceBilling ?? false,
    discountKind: "amount",
    ...(isMissing(giver?.paymentFormId) ? {} : { paymentFormId: giver.paymentFormId }),
    ...(isMissing(giver?.dueDayId) ? {} : { dueDayId: giver.dueDayId }),
    access: { saveOnServer: true },
  };
}
