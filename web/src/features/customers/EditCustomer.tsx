import type { FormInstance } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../api/customers.ts";
import { useMay } from "../../app/session.tsx";
import { Editor } from "../../ui/edit/Editor.tsx";
import type { EditWords } from "../../ui/edit/words.ts";
import { formatDocument, phoneMask } from "../../ui/masks.ts";
import { CustomerFields } from "./CustomerFields.tsx";
import type { CustomerForm } from "./customer-form.ts";
import { addressLine, toCustomerForm } from "./edit-customer.ts";

type Versioned = Customer & { readonly version: number };
type Props = { readonly customer: Customer; readonly children: ReactNode };

/** Dados Cadastro: read until Editar (C3); another city counts for new plans only (C23). */
export function EditCustomer({ customer, children }: Props) {
  const { t } = useTranslation();
  const mayEdit = useMay("customers.write");
  const words = useWords();
  const path = `/customers/${customer.id}`;
  return (
    <Editor<Versioned>
      mayEdit={mayEdit}
      readPath={path}
      path={path}
      tagOf={({ version }) => version.toString()}
      toForm={toCustomerForm}
      refresh={["customers"]}
      words={words}
      saved={t("customers.changed")}
      fields={(_, form) => <CustomerFields form={form as FormInstance<CustomerForm>} />}
    >
      {children}
    </Editor>
  );
}

/** What two registrations are compared by. */
function useWords(): EditWords {
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
