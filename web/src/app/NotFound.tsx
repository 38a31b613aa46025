import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../ui/EmptyState.tsx";

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState title={t("app.notFound")} hint={t("app.notFoundHint")}>
      <Link to="/customers">{t("nav.customers")}</Link>
    </EmptyState>
  );
}
