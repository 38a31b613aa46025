import { Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { isMissing } from "../api/missing.ts";
import { formatCents, typedCents } from "./money.ts";

type Props = {
  readonly id?: string;
  readonly value?: number | null | undefined;
  readonly onChange?: (cents: number | undefined) => void;
  readonly disabled?: boolean;
  readonly readOnly?: boolean;
  readonly "aria-label"?: string;
};

/** Money typed with a decimal comma; what cannot be read stays as typed, and is no number to its form. */
export function MoneyInput({ value, onChange, ...rest }: Props) {
  const { i18n } = useTranslation();
  const [text, setText] = useState(() => written(value));
  const typed = typedCents(text);

  useEffect(() => {
    setText((shown) => (Object.is(typedCents(shown), value ?? undefined) ? shown : written(value)));
  }, [value]);

  return (
    <Input
      {...rest}
      prefix="R$"
      inputMode="decimal"
      className="number"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange?.(typedCents(event.target.value));
      }}
      onBlur={() => setText(written(typed) || text)}
      lang={i18n.language}
    />
  );
}

/** The rule of every field with money in it: nothing is saved while it cannot be read. */
export function useMoneyRule() {
  const { t } = useTranslation();
  return {
    validator: (_: unknown, cents?: number | null) =>
      Number.isNaN(cents) ? Promise.reject(new Error(t("form.moneyWrong"))) : Promise.resolve(),
  };
}

function written(value: number | null | undefined): string {
  return isMissing(value) || Number.isNaN(value) ? "" : formatCents(value, "pt-BR");
}
