import { EllipsisOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { planOf } from "../../api/plan-of.ts";
import type { TreeSubscription } from "../../api/subscriptions.ts";
import { useAllowed } from "../../app/session.tsx";
import { useActs } from "../operations/ActsProvider.tsx";
import { type Act, reasonAgainst } from "./menu.ts";
import { SubscriptionStrips } from "./SubscriptionStrips.tsx";

const buttons: readonly Act[] = ["resume", "enable", "change-plan", "suspend"];

/** The plan's number and name, what is usually done with it, and what has to be known of it. */
export function SubscriptionHead({ subscription }: { readonly subscription: TreeSubscription }) {
  const { t } = useTranslation();
  const { openMenu, openAct } = useActs();
  const may = useAllowed();
  const allowed = buttons.filter((act) => reasonAgainst(act, subscription, may) === undefined);
  return (
    <>
      <div className="subscription-head">
        <div>
          <div className="soft number">{t("plans.number", { number: subscription.number })}</div>
          <h2>{planOf(subscription).name}</h2>
        </div>
        <div className="actions">
          {allowed.map((act) => (
            <Button
              key={act}
              {...(act === "resume" || act === "enable" ? { type: "primary" as const } : {})}
              onClick={() => openAct(act, subscription)}
            >
              {t(`menu.${act}`)}
            </Button>
          ))}
          <Button
            icon={<EllipsisOutlined />}
            aria-label={t("menu.open")}
            aria-haspopup="menu"
            onClick={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              openMenu({ subscription }, { x: box.left, y: box.bottom + 4 });
            }}
          />
        </div>
      </div>
      <SubscriptionStrips subscription={subscription} />
    </>
  );
}
