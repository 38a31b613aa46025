import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Page, request } from "../../api/client.ts";
import type { Customer } from "../../api/customers.ts";
import { formatDocument } from "../../ui/masks.ts";

const shown = 20;

type Props = { readonly exceptId: string; readonly businessUnitId: string };

/** Finds the customer who receives something: by name, document or whatever the search box takes (C18). */
export function CustomerPicker({ exceptId, businessUnitId }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ["customers", "search", wanted],
    queryFn: ({ signal }) =>
      request<Page<Customer>>("/customers", { query: { q: wanted, limit: shown }, signal }),
    enabled: wanted.length > 1,
    placeholderData: (last) => last,
  });
  const others = (found.data?.items ?? []).filter(({ id }) => id !== exceptId);
  return (
    <Form.Item
      name="customerId"
      label={t("operate.transfer.customer")}
      rules={[{ required: true, message: t("operate.transfer.customerMissing") }]}
    >
      <Select
        autoFocus
        showSearch={{ filterOption: false, onSearch: setText }}
        placeholder={t("operate.transfer.customerHint")}
        notFoundContent={t(wanted.length > 1 ? "search.nothing" : "operate.transfer.customerHint")}
        optionLabelProp="name"
        options={others.map((customer) => ({
          value: customer.id,
          name: customer.name,
          label: (
            <Found customer={customer} isElsewhere={customer.businessUnitId !== businessUnitId} />
          ),
        }))}
      />
    </Form.Item>
  );
}

function Found({
  customer: { name, document, city },
  isElsewhere,
}: {
  readonly customer: Customer;
  readonly isElsewhere: boolean;
}) {
  const { t } = useTranslation();
  const more = [formatDocument(document), city, isElsewhere ? t("operate.transfer.elsewhere") : ""];
  return (
    <span className="plan-option">
      <span>{name}</span>
      <span className="soft number">{more.filter((part) => part !== "").join(" · ")}</span>
    </span>
  );
}
