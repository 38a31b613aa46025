import { Button, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Address } from "./use-address.ts";
import "./lists.css";

export type Filter = {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

type Props = {
  readonly address: Address;
  readonly filters: readonly Filter[];
  /** Filters that are no choice of a list. */
  readonly children?: ReactNode;
  readonly acts: ReactNode;
};

/** The filters of a list, each with its label, and what can be done with the list. */
export function FilterBar({ address, filters, children, acts }: Props) {
  const { t } = useTranslation();
  return (
    <div className="lists-filters">
      {filters.map(({ name, label, options }) => (
        <label key={name} className="lists-filter">
          <span>{label}</span>
          <Select
            aria-label={label}
            value={address.value(name)}
            options={[{ value: "", label: t("lists.all") }, ...options]}
            onChange={(value) => address.set(name, value)}
            showSearch={{ optionFilterProp: "label" }}
            popupMatchSelectWidth={false}
          />
        </label>
      ))}
      {children}
      <div className="lists-acts">
        {address.isFiltered && <Button onClick={address.clear}>{t("lists.clear")}</Button>}
        {acts}
      </div>
    </div>
  );
}
