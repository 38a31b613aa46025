import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem, type FieldProblem } from "../../api/problem.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { OperationView } from "./OperationView.tsx";

type Props = { readonly error: Error | null; readonly others: readonly FieldProblem[] };

/** Why it was not done: a preview that says so itself needs no second word, another operation is shown. */
export function RefusalNotice({ error, others }: Props) {
  const { t } = useTranslation();
  if (error instanceof ApiProblem) {
    if (error.code === "plans.preview_stale") return null;
    if (error.code === "plans.preview_conflict") return null;
    const operationId = error.details["operationId"];
    if (error.code === "plans.operation_running" && operationId !== undefined)
      return <RunningNotice title={t("problem.code.plans_operation_running")} id={operationId} />;
  }
  return <ProblemNotice error={error} others={others} />;
}

function RunningNotice({ title, id }: { readonly title: string; readonly id: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="previewed-notice"
      title={title}
      description={isOpen ? <OperationView operationId={id} withKind /> : undefined}
      action={
        isOpen ? undefined : (
          <Button size="small" onClick={() => setOpen(true)}>
            {t("operation.follow")}
          </Button>
        )
      }
    />
  );
}
