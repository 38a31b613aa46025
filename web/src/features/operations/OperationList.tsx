import { isMissing } from "../../api/missing.ts";
import { Modal } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Operation } from "../../api/operations.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { formatDay } from "../../ui/dates.ts";
import { Mark } from "../../ui/Timeline.tsx";
import { useOperations } from "./use-operations.ts";
import "./operations.css";

const OperationView = lazy(async () => ({
  default: (await import("./OperationView.tsx")).OperationView,
}));

/** The operations of a plan, newest first; one that runs moves by itself. */
export function OperationList({ subscriptionId }: { readonly subscriptionId: string }) {
  const { t } = useTranslation();
  const [openId, setOpenId] = useState<string>();
  const operations = useOperations(subscriptionId);
  const items = operations.data?.items ?? [];
  if (operations.isSuccess && items.length === 0)
    return <p className="soft">{t("operation.none")}</p>;
  const open = items.find(({ id }) => id === openId);
  return (
    <>
      <ul className="operation-list">
        {items.map((operation) => (
          <li key={operation.id}>
            <Entry operation={operation} onOpen={() => setOpenId(operation.id)} />
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <Modal
          open
          title={t(`operation.kind.${open.kind}`)}
          footer={null}
          width={560}
          onCancel={() => setOpenId(undefined)}
        >
          <Suspense>
            <OperationView operationId={open.id} initial={open} />
          </Suspense>
        </Modal>
      )}
    </>
  );
}

function Entry({
  operation,
  onOpen,
}: {
  readonly operation: Operation;
  readonly onOpen: () => void;
}) {
  const { t } = useTranslation();
  const { kind, state, reason, on, requestedAt, requestedBy } = operation;
  return (
    <button type="button" className="operation-entry" onClick={onOpen}>
      <Mark mark={state} />
      <span>
        <strong>{t(`operation.kind.${kind}`)}</strong>{" "}
        <span className="soft">
          {state === "scheduled"
            ? t("operation.scheduledOn", { on: formatDay(on ?? "") })
            : t(`operation.state.${state}`)}
        </span>
        <br />
        <span className="soft">
          <Instant at={requestedAt} />
          {!isMissing(requestedBy) && requestedBy !== "" && ` · ${requestedBy}`}
          {!isMissing(reason) && reason !== "" && ` · ${t(`suspension.${reason}`, reason)}`}
        </span>
      </span>
    </button>
  );
}
