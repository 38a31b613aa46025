import { Skeleton, Tabs } from "antd";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { BusinessUnit } from "../../api/catalogue.ts";
import type { Address, Customer } from "../../api/customers.ts";
import { useList } from "../../api/lists.ts";
import type { CustomerTree } from "../../api/subscriptions.ts";
import { useMay } from "../../app/session.tsx";
import { Instant } from "../../ui/CivilDate.tsx";
import { type Fact, Facts } from "../../ui/Facts.tsx";
import { formatDocument, phoneMask, postcodeMask } from "../../ui/masks.ts";
import { EditCustomer } from "./EditCustomer.tsx";

const DebitAccounts = lazy(async () => ({
  default: (await import("./DebitAccounts.tsx")).DebitAccounts,
}));
const CustomerBilling = lazy(async () => ({
  default: (await import("../billing/CustomerBilling.tsx")).CustomerBilling,
}));
const Notes = lazy(async () => ({ default: (await import("../notes/Notes.tsx")).Notes }));
const History = lazy(async () => ({ default: (await import("../history/History.tsx")).History }));

/** The menu Cadastro of a customer: his registration (C3), debit accounts and invoices. */
export function CustomerData({ tree }: { readonly tree: CustomerTree }) {
  const { t } = useTranslation();
  const { customer } = tree;
  const mayBill = useMay("billing.read");
  // The tab is part of the address: other screens lead to the debit accounts (C55).
  const [search, setSearch] = useSearchParams();
  const tab = search.get("tab") ?? "data";
  const show = (key: string) => setSearch({ tab: key }, { replace: true });
  const invoices = {
    key: "invoices",
    label: t("invoice.list"),
    children: later(
      <CustomerBilling
        customerId={customer.id}
        shown={tab === "statement" ? tab : "invoices"}
        onShow={show}
      />,
    ),
  };
  return (
    <Tabs
      tabBarGutter={20}
      activeKey={tab === "statement" ? "invoices" : tab}
      onChange={show}
      items={[
        {
          key: "data",
          label: t("customers.data"),
          children: (
            <EditCustomer customer={customer}>
              <Registration customer={customer} />
            </EditCustomer>
          ),
        },
        {
          key: "debit-accounts",
          label: t("debit.title"),
          children: later(<DebitAccounts customerId={customer.id} />),
        },
        ...(mayBill ? [invoices] : []),
        {
          key: "notes",
          label: t("notes.title"),
          children: later(<Notes customerId={customer.id} />),
        },
        {
          key: "history",
          label: t("history.title"),
          children: later(<History of="customers" id={customer.id} />),
        },
      ]}
    />
  );
}

// Only the registration is seen at once.
function later(pane: ReactNode): ReactNode {
  return <Suspense fallback={<Skeleton active />}>{pane}</Suspense>;
}

function Registration({ customer }: { readonly customer: Customer }) {
  const { t } = useTranslation();
  const units = useList<BusinessUnit>("business-units").data;
  const isCompany = customer.personType === "company";
  return (
    <Facts
      facts={[
        {
          label: t(isCompany ? "customers.companyName" : "customers.fullName"),
          value: customer.name,
        },
        {
          label: t(isCompany ? "customers.cnpj" : "customers.cpf"),
          value: formatDocument(customer.document),
        },
        {
          label: t("customers.phone"),
          value: phoneMask.format(phoneMask.strip(customer.phone ?? "")),
        },
        { label: t("customers.email"), value: customer.email },
        ...useAddressFacts(customer.address),
        { label: t("customers.city"), value: customer.city },
        {
          label: t("app.unit"),
          value: units?.find(({ id }) => id === customer.businessUnitId)?.name,
        },
        { label: t("customers.registeredAt"), value: <Instant at={customer.registeredAt} /> },
      ]}
    />
  );
}

function useAddressFacts(address: Address | string | null): Fact[] {
  const { t } = useTranslation();
  if (address === null) return [];
  if (typeof address === "string") return [{ label: t("customers.address"), value: address }];
  const { line, street, number, complement, district, postalCode, state } = address;
  const written = [street, number, complement]
    .filter((part) => part !== undefined && part !== "")
    .join(", ");
  return [
    { label: t("customers.address"), value: written === "" ? line : written },
    { label: t("customers.district"), value: district },
    { label: t("customers.postalCode"), value: postcodeMask.format(postalCode ?? "") },
    { label: t("customers.state"), value: state },
  ];
}
