import { PlusOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input, Table } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { BusinessUnit } from "../../api/catalogue.ts";
import { type Page, request } from "../../api/client.ts";
import type { Customer } from "../../api/customers.ts";
import { useList } from "../../api/lists.ts";
import { usePreferences } from "../../app/preferences.ts";
import { useMay } from "../../app/session.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatDocument, phoneMask } from "../../ui/masks.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";

/** Customers to look through; who knows a name or a number uses the search above. */
export function CustomerList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useMay("customers.write");
  const [text, setText] = useState("");
  const found = useCustomers(useDeferredValue(text.trim()));
  const columns = useColumns();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("nav.customers")}</h1>
        <Input.Search
          allowClear
          className="page-filter"
          placeholder={t("customers.filter")}
          aria-label={t("customers.filter")}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="grow" />
        {mayWrite && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => void navigate("/customers/new")}
          >
            {t("customers.new")}
          </Button>
        )}
      </div>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      <div className="panel">
        <Table<Customer>
          rowKey="id"
          size="small"
          columns={columns}
          dataSource={found.customers}
          loading={found.isPending}
          pagination={false}
          onRow={({ id }) => ({ onDoubleClick: () => void navigate(`/customers/${id}`) })}
          locale={{
            // Nothing is known yet while it loads, least of all that there is nobody.
            emptyText: found.isPending ? (
              " "
            ) : (
              <EmptyState title={t("customers.none")} hint={t("customers.noneHint")} />
            ),
          }}
        />
      </div>
      {found.hasNextPage && (
        <Button
          type="link"
          block
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}

function useCustomers(q: string) {
  const { businessUnitId } = usePreferences();
  const query = useInfiniteQuery({
    queryKey: ["customers", "list", q],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Customer>>("/customers", { query: { q, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (last) => last,
  });
  const all = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const customers =
    businessUnitId === "" ? all : all.filter((one) => one.businessUnitId === businessUnitId);
  return { ...query, customers };
}

function useColumns() {
  const { t } = useTranslation();
  const units = useList<BusinessUnit>("business-units");
  const unitName = (id: string) => units.data?.find((unit) => unit.id === id)?.name ?? "";
  return [
    {
      title: t("customers.name"),
      key: "name",
      render: (_: unknown, { id, name }: Customer) => <Link to={`/customers/${id}`}>{name}</Link>,
    },
    {
      title: t("customers.document"),
      dataIndex: "document",
      width: 170,
      render: (document: string) => <span className="number">{formatDocument(document)}</span>,
    },
    { title: t("customers.city"), dataIndex: "city", width: 160 },
    {
      title: t("customers.phone"),
      dataIndex: "phone",
      width: 150,
      render: (phone: string | null) => (
        <span className="number">{phoneMask.format(phoneMask.strip(phone ?? ""))}</span>
      ),
    },
    {
      title: t("app.unit"),
      key: "unit",
      width: 130,
      render: (_: unknown, one: Customer) => unitName(one.businessUnitId),
    },
  ];
}
