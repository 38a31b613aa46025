import { InputNumber, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isMissing } from "../../api/missing.ts";
import type { Discount } from "../../api/subscriptions.ts";
import { MoneyInput } from "../../ui/MoneyInput.tsx";
import { discountIn, type DiscountKind, kindOfDiscount } from "./discount.ts";

type Props = {
  readonly id?: string;
  readonly value?: Discount | undefined;
  readonly onChange?: (discount: Discount | undefined) => void;
};

/** A discount in R$ or in % (C37); the number of the other way comes back with it. */
export function DiscountInput({ id = "", value, onChange }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<DiscountKind>("amount");
  const [typed, setTyped] = useState<Discount>({});
  const kind = kindOfDiscount(value) ?? chosen;
  const turn = (to: DiscountKind) => {
    const known = { ...typed, ...value };
    setTyped(known);
    setChosen(to);
    onChange?.(discountIn(known, to));
  };
  const change = (discount: Discount) => {
    setChosen(kind);
    setTyped({ ...typed, ...discount });
    onChange?.(discountIn(discount, kind));
  };
  return (
    <div className="discount-input">
      <Radio.Group
        aria-label={t("plans.discount")}
        optionType="button"
        value={kind}
        onChange={(event) => turn(event.target.value as DiscountKind)}
        options={[
          { value: "amount", label: "R$" },
          { value: "percent", label: "%" },
        ]}
      />
      {kind === "amount" ? (
        <MoneyInput
          id={id}
          aria-label={t("plans.discountAmount")}
          value={value?.amountCents}
          onChange={(amountCents) => change(amountCents === undefined ? {} : { amountCents })}
        />
      ) : (
        <InputNumber
          id={id}
          aria-label={t("plans.discountPercent")}
          min={0}
          max={100}
          precision={2}
          decimalSeparator=","
          suffix="%"
          value={value?.percent ?? null}
          onChange={(percent) => change(isMissing(percent) ? {} : { percent })}
        />
      )}
    </div>
  );
}
