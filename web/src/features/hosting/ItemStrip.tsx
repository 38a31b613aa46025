import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { DetailProps } from "./HostingDetail.tsx";

/** What is out of the ordinary with an item, as a coloured strip: why a customer's site is not there. */
export function ItemStrip({ item, subscription }: DetailProps) {
  const { t, i18n } = useTranslation();
  const wanted = item.wanted?.state ?? "on";
  const ofKind = `hosting.strip.${wanted}.${item.kind}`;
  const text = i18n.exists(ofKind) ? t(ofKind) : undefined;
  if (text === undefined || subscription.list === "cancelled") return null;
  return <Alert className="form-note" type="warning" showIcon title={text} />;
}
