import { Button, Form } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import type { Customer } from "../../api/customers.ts";
import { useMay } from "../../app/session.tsx";
import { isLeave, isSave, useKey } from "../../ui/keys.ts";
import { formatDocument, phoneMask } from "../../ui/masks.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useConfirmLeave } from "../../ui/use-confirm-leave.ts";
import { useSaid } from "../../ui/use-said.ts";
import { ConflictDialog } from "../subscriptions/ConflictDialog.tsx";
import type { TabWords } from "../subscriptions/edit-words.ts";
import { useEditSave } from "../subscriptions/use-edit-save.ts";
import { CustomerFields } from "./CustomerFields.tsx";
import type { CustomerForm } from "./customer-form.ts";
import { addressLine, toCustomerForm } from "./edit-customer.ts";

type Versioned = Customer & { readonly version: number };

/** Dados Cadastro: read until Editar (C3); another city counts for new plans only (C23). */
export function EditCustomer({
  customer,
  children,
}: {
  readonly customer: Customer;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const mayEdit = useMay("customers.write");
  const [read, setRead] = useState<Versioned>();
  const begin = async () => setRead(await request<Versioned>(`/customers/${customer.id}`));
  if (read !== undefined) return <EditForm read={read} onEnd={() => setRead(undefined)} />;
  return (
    <>
      {mayEdit && (
        <div className="tab-actions">
          <Button onClick={() => void begin()}>{t("tab.edit")}</Button>
        </div>
      )}
      {children}
    </>
  );
}

function EditForm({ read, onEnd }: { readonly read: Versioned; readonly onEnd: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const words = useWords();
  const [form] = Form.useForm<CustomerForm>();
  const path = `/customers/${read.id}`;
  const { save, problems, met, ...edit } = useEditSave<Versioned>({
    form,
    path,
    readPath: path,
    read,
    tagOf: ({ version }) => version.toString(),
    toForm: toCustomerForm,
    refresh: ["customers"],
    onSaved: () => {
      said(t("customers.changed"));
      onEnd();
    },
  });
  const leave = useConfirmLeave(() => edit.changes().length > 0, onEnd);
  useKey((event) => isSave(event) && met === undefined, form.submit);
  useKey(isLeave, leave);
  return (
    <>
      <Form<CustomerForm>
        form={form}
        layout="vertical"
        initialValues={toCustomerForm(read)}
        onFinish={edit.submit}
        className="tab-form"
      >
        {save.error?.status !== 412 && (
          <ProblemNotice error={save.error} others={problems.others} />
        )}
        <CustomerFields form={form} />
        <div className="tab-actions">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t("form.save")}
          </Button>
          <Button onClick={leave}>{t("form.leave")}</Button>
        </div>
      </Form>
      {met !== undefined && (
        <ConflictDialog {...met} words={words} onSettle={edit.settle} onBack={edit.back} />
      )}
    </>
  );
}

/** What two registrations are compared by. */
function useWords(): TabWords {
  const { t } = useTranslation();
  const kind = (value: unknown) =>
    t(value === "company" ? "customers.company" : "customers.individual");
  return {
    personType: { label: t("customers.personType"), text: kind },
    document: { label: t("customers.document"), text: (value) => formatDocument(String(value)) },
    name: { label: t("customers.name") },
    email: { label: t("customers.email") },
    phone: { label: t("customers.phone"), text: (value) => phoneMask.format(String(value)) },
    city: { label: t("customers.city") },
    address: { label: t("customers.address"), text: addressLine },
  };
}
