import { Input, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Instant } from "../../ui/CivilDate.tsx";
import { formatDocument, phoneMask } from "../../ui/masks.ts";
import { useEntryNames } from "./columns.tsx";
import { ExportButton } from "./ExportButton.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { useUnitFilter } from "./filters.ts";
import type { CustomerLine } from "./lines.ts";
import { PagedTable } from "./PagedTable.tsx";
import { sorted } from "./sorted.ts";
import { useAddress } from "./use-address.ts";

const names = ["businessUnitId", "city", "personType", "sort"] as const;

/** Every customer, by unit, city and kind of person. */
export function CustomerLines() {
  const { t } = useTranslation();
  const address = useAddress(names);
  const people = ["individual", "company"].map((value) => ({
    value,
    label: t(`customers.${value}`),
  }));
  const filters = [
    useUnitFilter(),
    { name: "personType", label: t("customers.personType"), options: people },
  ];
  return (
    <>
      <FilterBar
        address={address}
        filters={filters}
        acts={<ExportButton path="/lists/customers.csv" query={address.query} />}
      >
        <label className="lists-filter">
          <span>{t("customers.city")}</span>
          <Input.Search
            key={address.value("city")}
            defaultValue={address.value("city")}
            onSearch={(city) => address.set("city", city.trim())}
          />
        </label>
      </FilterBar>
      <PagedTable<CustomerLine>
        path="/lists/customers"
        address={address}
        columns={sorted(useColumns(), ["name", "registered-at"], address)}
        pathOf={({ id }) => `/customers/${id}`}
        width={1_220}
      />
    </>
  );
}

function useColumns(): TableColumnsType<CustomerLine> {
  const { t } = useTranslation();
  const { unit } = useEntryNames();
  return [
    {
      key: "name",
      title: t("customers.name"),
      width: 240,
      render: (_, { id, name }) => <Link to={`/customers/${id}`}>{name}</Link>,
    },
    {
      key: "document",
      title: t("customers.document"),
      width: 160,
      render: (_, { document }) => <span className="number">{formatDocument(document)}</span>,
    },
    { key: "city", title: t("customers.city"), dataIndex: "city", width: 130 },
    {
      key: "phone",
      title: t("customers.phone"),
      width: 136,
      render: (_, { phone }) => (
        <span className="number">{phoneMask.format(phoneMask.strip(phone ?? ""))}</span>
      ),
    },
    { key: "email", title: t("customers.email"), dataIndex: "email", ellipsis: true, width: 190 },
    {
      key: "registered-at",
      title: t("customers.registeredAt"),
      width: 140,
      render: (_, { registeredAt }) => <Instant at={registeredAt} />,
    },
    {
      key: "active",
      title: t("list.active"),
      width: 120,
      align: "right",
      dataIndex: "activeSubscriptions",
    },
    {
      key: "unit",
      title: t("app.unit"),
      width: 120,
      render: (_, { businessUnitId }) => unit(businessUnitId),
    },
  ];
}
