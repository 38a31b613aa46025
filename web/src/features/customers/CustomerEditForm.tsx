import type { FormInstance } from "antd";
import { useTranslation } from "react-i18next";
import { EditForm } from "../../ui/edit/EditForm.tsx";
import type { EditWords } from "../../ui/edit/words.ts";
import { formatDocument, phoneMask } from "../../ui/masks.ts";
import { CustomerFields } from "./CustomerFields.tsx";
import type { CustomerForm } from "./customer-form.ts";
import { addressLine, toCustomerForm, type Versioned } from "./edit-customer.ts";

type Props = { readonly read: Versioned; readonly onEnd: () => void };

/** The registration as it stood when Editar was pressed. */
export function CustomerEditForm({ read, onEnd }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const path = `/customers/${read.id}`;
  return (
    <EditForm<Versioned>
      read={read}
      onEnd={onEnd}
      readPath={path}
      path={path}
      tagOf={({ version }) => version.toString()}
      toForm={toCustomerForm}
      refresh={["customers"]}
      words={words}
      saved={t("customers.changed")}
      fields={(_, form) => <CustomerFields form={form as FormInstance<CustomerForm>} />}
    />
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
