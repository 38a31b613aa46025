import { Button, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/session.tsx";
import { useActs } from "../operations/ActsProvider.tsx";
import type { Task } from "../subscriptions/menu.ts";
import type { DetailProps } from "./HostingDetail.tsx";

type Props = DetailProps & { readonly tasks: readonly Task[] };

/** The acts that are asked for most, one click away; the menu has all of them. */
export function DetailActs({ item, subscription, tasks }: Props) {
  const { t } = useTranslation();
  const { openTask } = useActs();
  const may = useMay("subscriptions.write");
  const hasEnded = subscription.list === "cancelled";
  const reason = may ? (hasEnded ? "ended" : undefined) : "permission";
  return (
    <div className="hosting-acts">
      {tasks.map((task) => (
        <Tooltip key={task} title={reason === undefined ? "" : t(`menu.reason.${reason}`)}>
          <Button
            size="small"
            disabled={reason !== undefined}
            danger={task === "delete-domain"}
            onClick={() => openTask(task, { subscription, item })}
          >
            {t(`menu.${task}`)}
          </Button>
        </Tooltip>
      ))}
    </div>
  );
}
