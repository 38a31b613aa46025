import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Page, request } from "../../api/client.ts";
import type { Customer } from "../../api/customers.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useDebounced } from "../../ui/use-debounced.ts";
import { formatDocument } from "../../ui/masks.ts";

const shown = 20;

type Props = { readonly exceptId: string; readonly businessUnitId: string };

/** Finds the customer who receives something: by name, document or whatever the search box takes (C18). */
export function CustomerPicker({ exceptId, businessUnitId }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const wanted = useDebounced(text.trim());
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
        loading={found.isFetching}
        notFoundContent={<NotFound text={wanted} found={found} />}
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

type NotFoundProps = {
  readonly text: string;
  readonly found: { readonly isFetching: boolean; readonly error: Error | null };
};

/** Why there is nobody to choose: nothing typed yet, still looking, no answer, or nobody of that name. */
function NotFound({ text, found: { isFetching, error } }: NotFoundProps) {
  const { t } = useTranslation();
  if (text.length <= 1) return t("operate.transfer.customerHint");
  if (isFetching) return t("app.loading");
  if (error !== null) return <ProblemNotice error={error} />;
  return t("search.nothing", { text });
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
