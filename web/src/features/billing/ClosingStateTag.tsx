import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { ClosingState } from "../../api/billing.ts";

const colors: Readonly<Record<ClosingState, string>> = {
  proposing: "processing",
  proposed: "warning",
  committing: "processing",
  committed: "success",
  reversing: "processing",
  reversed: "default",
};

/** Where a closing stands, in words. */
export function ClosingStateTag({ state }: { readonly state: ClosingState }) {
  const { t } = useTranslation();
  return <Tag color={colors[state]}>{t(`billing.states.${state}`)}</Tag>;
}
