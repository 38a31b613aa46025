import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Item } from "../../api/customers.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { useActs } from "../operations/ActsProvider.tsx";

type Props = {
  readonly subscription: Subscription;
  readonly item: Item;
  /** The dialog around them gives way to what was chosen. */
  readonly onLeave: () => void;
};

/** Desativar, Ativar and Apagar at the foot of an edit, as the manual has them (C95). */
export function StateButtons({ subscription, item, onLeave }: Props) {
  const { t } = useTranslation();
  const { openTask } = useActs();
  const toggle = item.wanted?.state === "off" ? "activate-domain" : "deactivate-domain";
  const open = (task: "activate-domain" | "deactivate-domain" | "delete-domain") => () => {
    onLeave();
    openTask(task, { subscription, item });
  };
  return (
    <div className="hosting-foot">
      <Button onClick={open(toggle)}>{t(`menu.${toggle}`)}</Button>
      <Button danger type="text" onClick={open("delete-domain")}>
        {t("menu.delete-domain")}
      </Button>
    </div>
  );
}
