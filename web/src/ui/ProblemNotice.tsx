import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { isSessionGone } from "../api/client.ts";
import { ApiProblem, type FieldProblem } from "../api/problem.ts";
import { codeKey } from "../api/problem-words.ts";

type Props = {
  readonly error: Error | null;
  readonly title?: string;
  /** Mistakes at fields that the form does not show. */
  readonly others?: readonly FieldProblem[];
  readonly onRetry?: () => void;
};

/** Says what was refused, in the server's words where it has any, and what can be done. */
export function ProblemNotice({ error, ...rest }: Props) {
  // A session that ended has a dialog of its own.
  const isSignedOut = error instanceof ApiProblem && isSessionGone(error);
  if (error === null || (isSignedOut && rest.title === undefined)) return null;
  return <Notice error={error} {...rest} />;
}

function Notice({ error, title, others = [], onRetry }: Props & { readonly error: Error }) {
  const { t } = useTranslation();
  const words = useWords(error);
  const shownTitle = title ?? words.title;
  const lines = [words.detail, ...others.map(({ detail }) => detail)]
    .filter((line) => line !== "" && line !== shownTitle)
    .map((line) => <div key={line}>{line}</div>);
  if (words.trace !== "") {
    lines.push(
      <div key="trace" className="soft code">
        {t("problem.trace", { id: words.trace })}
      </div>,
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="notice"
      title={shownTitle}
      {...(lines.length === 0 ? {} : { description: lines })}
      {...(onRetry === undefined
        ? {}
        : {
            action: (
              <Button size="small" onClick={onRetry}>
                {t("problem.retry")}
              </Button>
            ),
          })}
    />
  );
}

function useWords(error: Error): { title: string; detail: string; trace: string } {
  const { t, i18n } = useTranslation();
  if (!(error instanceof ApiProblem)) {
    return { title: t("problem.unknown"), detail: "", trace: "" };
  }
  const known = codeKey(error.code);
  const trace = error.status >= 500 ? error.traceId : "";
  if (i18n.exists(known)) return { title: t(known), detail: "", trace };
  // The details of a 400 stand under the fields, in the operator's language.
  const detail = error.status === 400 ? "" : error.detail;
  const byStatus = `problem.status.${error.status}`;
  const title = i18n.exists(byStatus) ? t(byStatus) : error.title || t("problem.unknown");
  return { title, detail, trace };
}
