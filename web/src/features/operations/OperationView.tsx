import { useQuery } from "@tanstack/react-query";
import { Alert, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { isMissing } from "../../api/missing.ts";
import { isMoving, type Operation } from "../../api/operations.ts";
import { formatDay } from "../../ui/dates.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { OperationSteps } from "./OperationSteps.tsx";
import { Passwords } from "./Passwords.tsx";
import { RecordedWarnings } from "./Remarks.tsx";
import { RetryButton, TakeBackButton } from "./OperationButtons.tsx";
import { useSay } from "./use-say.ts";
import "./operations.css";

const pollMs = 700;

type Props = {
  readonly operationId: string;
  readonly initial?: Operation;
  /** Says which operation it is, where nothing around it does. */
  readonly withKind?: boolean;
};

/** One operation while it happens: each server's step with its receipts, and what can be done about it. */
export function OperationView({ operationId, initial, withKind = false }: Props) {
  const operation = useOperation(operationId, initial);
  if (operation.data === undefined) return <ProblemNotice error={operation.error} />;
  const { data } = operation;
  return (
    <div aria-live="polite" className="operation">
      <Head operation={data} withKind={withKind} />
      <Passwords operation={data} />
      {data.state === "scheduled" ? <Scheduled operation={data} /> : <Running operation={data} />}
      <Problem operation={data} />
      <RecordedWarnings warnings={data.warnings ?? []} />
      <div className="operation-buttons">
        <RetryButton operation={data} />
        <TakeBackButton operation={data} />
      </div>
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

type HeadProps = { readonly operation: Operation; readonly withKind: boolean };

function Head({ operation: { state, kind, steps }, withKind }: HeadProps) {
  const { t } = useTranslation();
  const settled = steps.filter((step) => step.state !== "pending").length;
  return (
    <div className="operation-head">
      <span>
        {withKind && <>{t(`operation.kind.${kind}`)}: </>}
        <strong>{t(`operation.state.${state}`)}</strong>
      </span>
      {steps.length > 0 && (
        <span className="soft number">
          {t("operation.steps", { done: settled, total: steps.length })}
        </span>
      )}
    </div>
  );
}

function Running({ operation: { state, steps } }: { readonly operation: Operation }) {
  const { t } = useTranslation();
  if (steps.length === 0) return null;
  const settled = steps.filter((step) => step.state !== "pending").length;
  return (
    <>
      <Progress
        percent={Math.round((settled / steps.length) * 100)}
        showInfo={false}
        size="small"
        status={progressOf(state)}
        aria-label={t("operation.progress")}
      />
      <OperationSteps steps={steps} />
    </>
  );
}

function progressOf(state: Operation["state"]) {
  if (state === "failed") return "exception";
  return state === "done" ? "success" : "active";
}

function Scheduled({ operation: { on, requestedBy } }: { readonly operation: Operation }) {
  const { t } = useTranslation();
  return (
    <p className="operation-scheduled">
      {t("operation.scheduledFor", { on: formatDay(on ?? ""), by: requestedBy ?? "" })}
    </p>
  );
}

/** Why a scheduled one could not be carried out, or was taken back. */
function Problem({ operation: { problem } }: { readonly operation: Operation }) {
  const { t } = useTranslation();
  const say = useSay();
  if (isMissing(problem) || (problem.code === "" && problem.detail === "")) return null;
  const { text, todo } = say.remark(problem);
  return (
    <Alert
      type="error"
      showIcon
      className="previewed-notice"
      title={t("operation.problem")}
      description={`${text} ${todo}`.trim()}
    />
  );
}
