import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/EmptyState.tsx";

/** A screen that broke, or that could not be loaded because a new version replaced it. */
export function ScreenError() {
  const { t } = useTranslation();
  return (
    <EmptyState title={t("app.screenBroke")} hint={t("app.screenBrokeHint")}>
      <Button type="primary" onClick={() => window.location.reload()}>
        {t("app.reload")}
      </Button>
    </EmptyState>
  );
}
