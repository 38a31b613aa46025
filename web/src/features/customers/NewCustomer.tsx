import { Button, Form } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Customer, NewCustomer } from "../../api/customers.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { FormScreen, screenFormId } from "../../ui/FormScreen.tsx";
import { useDraft } from "../../ui/use-draft.ts";
import { useFieldProblems } from "../../ui/use-field-problems.ts";
import { useSaid } from "../../ui/use-said.ts";
import { CustomerFields } from "./CustomerFields.tsx";
import { type CustomerForm, toNewCustomer } from "./customer-form.ts";

/** Registers a customer; his city decides the business unit. */
export function NewCustomerScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const said = useSaid();
  const [form] = Form.useForm<CustomerForm>();
  const draft = useDraft(form, "customer");
  const problems = useFieldProblems(form);
  const save = useSubmit<NewCustomer, Customer>({
    path: "/customers",
    refresh: ["customers"],
    onDone: (customer) => {
      draft.drop();
      said(t("customers.registered", { name: customer.name }));
      void navigate(`/customers/${customer.id}`);
    },
    onProblem: problems.show,
  });
  return (
    <FormScreen
      title={t("customers.newTitle")}
      form={form}
      draft={draft}
      error={save.error}
      others={problems.others}
      leaveTo="/customers"
      footer={(leave) => (
        <>
          <Button type="primary" htmlType="submit" form={screenFormId} loading={save.isPending}>
            {t("form.save")}
          </Button>
          <Button onClick={leave}>{t("form.leave")}</Button>
        </>
      )}
    >
      <Form<CustomerForm>
        id={screenFormId}
        form={form}
        layout="vertical"
        initialValues={{ personType: "individual" }}
        onValuesChange={draft.keep}
        onFinish={(values) => save.mutate(toNewCustomer(values))}
      >
        <CustomerFields form={form} />
      </Form>
    </FormScreen>
  );
}
