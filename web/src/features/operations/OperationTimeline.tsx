import { isMissing } from "../../api/missing.ts";
import { useQuery } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { isMoving, type Operation, type Receipt, type Step } from "../../api/operations.ts";
import { receiptWords } from "../../api/receipt-words.ts";
import { useSubmit } from "../../api/use-submit.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { formatDay } from "../../ui/dates.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { Timeline } from "../../ui/Timeline.tsx";
import "./operations.css";

const pollMs = 700;

type Props = { readonly operationId: string; readonly initial?: Operation };

/** One operation while it happens: each server's step with its state and receipts. */
export function OperationTimeline({ operationId, initial }: Props) {
  const { t } = useTranslation();
  const operation = useOperation(operationId, initial);
  if (operation.data === undefined) return <ProblemNotice error={operation.error} />;
  const { steps, state } = operation.data;
  const settled = steps.filter((step) => step.state !== "pending").length;
  return (
    <div aria-live="polite">
      <div className="operation-head">
        <strong>{t(`operation.state.${state}`)}</strong>
        <span className="soft number">
          {t("operation.steps", { done: settled, total: steps.length })}
        </span>
      </div>
      <Progress
        percent={steps.length === 0 ? 0 : Math.round((settled / steps.length) * 100)}
        showInfo={false}
        size="small"
        status={progressOf(state)}
        aria-label={t("operation.progress")}
      />
      <Timeline
        entries={steps.map((step) => ({
          key: step.service,
          mark: step.state,
          title: <StepTitle step={step} />,
          body: <StepBody step={step} />,
        }))}
      />
      <RetryButton operation={operation.data} />
    </div>
  );
}

function useOperation(id: string, initial: Operation | undefined) {
  return useQuery({
    queryKey: ["operations", id],
    queryFn: ({ signal }) => request<Operation>(`/operations/${id}`, { signal }),
    ...(initial === undefined ? {} : { initialData: initial, initialDataUpdatedAt: 0 }),
    refetchInterval: ({ state }) =>
      state.data === undefined || isMoving(state.data) ? pollMs : false,
  });
}

function progressOf(state: Operation["state"]) {
  if (state === "failed") return "exception";
  return state === "done" ? "success" : "active";
}

function StepTitle({ step }: { readonly step: Step }) {
  const { t } = useTranslation();
  return (
    <>
      <strong>{t(`operation.service.${step.service}`, step.service)}</strong>{" "}
      <span className="soft">{t(`operation.step.${step.state}`)}</span>
      {!isMissing(step.at) && step.state !== "pending" && (
        <span className="operation-at soft">
          <Instant at={step.at} />
        </span>
      )}
    </>
  );
}

function StepBody({ step }: { readonly step: Step }) {
  return (
    <>
      {!isMissing(step.problem?.detail) && step.problem.detail !== "" && (
        <div className="operation-problem">{step.problem.detail}</div>
      )}
      {step.receipts.length > 0 && (
        <ul className="operation-receipts">
          {step.receipts.map((receipt) => (
            <ReceiptLine
              key={`${receipt.itemId}${receipt.action}${receipt.detail}`}
              receipt={receipt}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function ReceiptLine({ receipt }: { readonly receipt: Receipt }) {
  const { t } = useTranslation();
  const { itemKind = "", itemName = "", action } = receipt;
  const kind = itemKind === "" ? "" : t(`item.kind.${itemKind}`, itemKind);
  const detail = useReceiptDetail(receipt);
  return (
    <li>
      {[kind, itemName, t(`operation.action.${action}`, action)].filter(Boolean).join(" ")}
      {detail !== "" && <span className="soft"> – {detail}</span>}
    </li>
  );
}

function useReceiptDetail({ detail = "" }: Receipt): string {
  const { t } = useTranslation();
  const words = receiptWords(detail);
  if (words === undefined) return detail;
  if (words === null) return "";
  const { on } = words.values;
  return t(words.key, { ...words.values, ...(on === undefined ? {} : { on: formatDay(on) }) });
}

function RetryButton({ operation }: { readonly operation: Operation }) {
  const { t } = useTranslation();
  const retry = useSubmit<Record<string, never>, Operation>({
    path: `/operations/${operation.id}/retry`,
    refresh: ["operations"],
  });
  const isStuck = operation.steps.some(
    ({ state, problem }) => state === "refused" || (state === "pending" && !isMissing(problem)),
  );
  if (!isStuck) return null;
  return (
    <Button size="small" loading={retry.isPending} onClick={() => retry.mutate({})}>
      {t("operation.retry")}
    </Button>
  );
}
