import { Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatCents, parseCents } from "./money.ts";

type Props = {
  readonly id?: string;
  readonly value?: number | undefined;
  readonly onChange?: (cents: number | undefined) => void;
  readonly disabled?: boolean;
  readonly readOnly?: boolean;
  readonly "aria-label"?: string;
};

/** Money typed with a decimal comma; what cannot be read stays as typed and is marked. */
export function MoneyInput({ value, onChange, ...rest }: Props) {
  const { i18n, t } = useTranslation();
  const [text, setText] = useState(() => written(value));
  const parsed = parseCents(text);
  const isWrong = text.trim() !== "" && parsed === undefined;

  useEffect(() => {
    setText((typed) => (parseCents(typed) === value ? typed : written(value)));
  }, [value]);

  return (
    <>
      <Input
        {...rest}
        prefix="R$"
        inputMode="decimal"
        className="number"
        {...(isWrong ? { status: "error" } : {})}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange?.(parseCents(event.target.value));
        }}
        onBlur={() => parsed !== undefined && setText(formatCents(parsed, "pt-BR"))}
        lang={i18n.language}
      />
      {isWrong && <div className="field-hint-error">{t("form.moneyWrong")}</div>}
    </>
  );
}

function written(value: number | undefined): string {
  return value === undefined ? "" : formatCents(value, "pt-BR");
}
