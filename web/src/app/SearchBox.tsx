import { SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Input, type InputRef, type RefSelectProps } from "antd";
import { useDeferredValue, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { type Page, request } from "../api/client.ts";
import type { Customer } from "../api/customers.ts";
import { isSlash, useKey } from "../ui/keys.ts";
import { formatDocument, phoneMask } from "../ui/masks.ts";
import { useRecentCustomers } from "./recent-customers.ts";

const shownResults = 12;

type Found = {
  readonly id: string;
  readonly name: string;
  readonly document: string;
} & Partial<Customer>;

/** Finds a customer by whatever the caller says first; empty, it offers the last ten. */
export function SearchBox() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const box = useRef<RefSelectProps & Partial<InputRef>>(null);
  const [text, setText] = useState("");
  const { options, isSearching } = useOptions(text);
  useKey(isSlash, () => box.current?.focus());

  const open = (path: string) => {
    setText("");
    box.current?.blur();
    void navigate(path);
  };
  return (
    <search className="frame-search">
      <AutoComplete
        ref={box}
        value={text}
        options={options}
        onChange={(value: string) => !value.startsWith("/customers/") && setText(value)}
        onSelect={open}
        defaultActiveFirstOption
        popupMatchSelectWidth={560}
        {...(text.trim() !== "" && !isSearching ? { notFoundContent: t("search.nothing") } : {})}
      >
        <Input
          prefix={<SearchOutlined />}
          suffix={<kbd className="frame-kbd">/</kbd>}
          placeholder={t("search.hint")}
          aria-label={t("search.label")}
        />
      </AutoComplete>
    </search>
  );
}

function useOptions(text: string) {
  const { t } = useTranslation();
  const recent = useRecentCustomers();
  const wanted = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ["customers", "search", wanted],
    queryFn: ({ signal }) =>
      request<Page<Customer>>("/customers", { query: { q: wanted, limit: shownResults }, signal }),
    enabled: wanted.length > 1,
    placeholderData: (last) => last,
  });
  if (wanted.length < 2) return { options: group(t("search.recent"), recent), isSearching: false };
  const isSearching = found.isPending || wanted !== text.trim();
  return { options: group(t("search.customers"), found.data?.items ?? []), isSearching };
}

function group(label: string, found: readonly Found[]) {
  if (found.length === 0) return [];
  const options = found.map((one) => ({
    value: `/customers/${one.id}`,
    label: <Result found={one} />,
  }));
  return [{ label, options }];
}

function Result({ found }: { readonly found: Found }) {
  const { name, document, city, phone } = found;
  return (
    <div className="search-result">
      <span className="search-name">{name}</span>
      <span className="search-more number">
        {[formatDocument(document), city, phone === undefined ? undefined : phoneMask.format(phone)]
          .filter((part) => part !== undefined && part !== "")
          .join(" · ")}
      </span>
    </div>
  );
}
