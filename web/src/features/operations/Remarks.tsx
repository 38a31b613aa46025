import { Alert, Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import type { Remark } from "../../api/operations.ts";
import { remarkId } from "./remark-id.ts";
import { useSay } from "./use-say.ts";

/** What has to be mended first, each with what can be done about it. */
export function Conflicts({ conflicts }: { readonly conflicts: readonly Remark[] }) {
  const { t } = useTranslation();
  const say = useSay();
  if (conflicts.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="previewed-notice"
      title={t("preview.conflicts")}
      description={
        <ul className="remarks">
          {conflicts.map((conflict) => {
            const { text, todo } = say.remark(conflict);
            return (
              <li key={remarkId(conflict)}>
                {text} {todo !== "" && <span className="remark-todo">{todo}</span>}
              </li>
            );
          })}
        </ul>
      }
    />
  );
}

type WarningsProps = {
  readonly warnings: readonly Remark[];
  readonly accepted: ReadonlySet<string>;
  readonly onAccept: (accepted: ReadonlySet<string>) => void;
};

/** What has to be accepted, each with a tick of its own. */
export function Warnings({ warnings, accepted, onAccept }: WarningsProps) {
  const { t } = useTranslation();
  const say = useSay();
  if (warnings.length === 0) return null;
  const tick = (id: string, isTicked: boolean) => {
    const now = new Set(accepted);
    if (isTicked) now.add(id);
    else now.delete(id);
    onAccept(now);
  };
  return (
    <Alert
      type="warning"
      showIcon
      className="previewed-notice"
      title={t("preview.warnings")}
      description={
        <ul className="remarks remarks-ticks">
          {warnings.map((warning) => {
            const id = remarkId(warning);
            return (
              <li key={id}>
                <Checkbox
                  checked={accepted.has(id)}
                  onChange={({ target }) => tick(id, target.checked)}
                >
                  {say.remark(warning).text}
                </Checkbox>
              </li>
            );
          })}
        </ul>
      }
    />
  );
}

/** Warnings that were accepted, or that came up on the day of a scheduled operation. */
export function RecordedWarnings({ warnings }: { readonly warnings: readonly Remark[] }) {
  const { t } = useTranslation();
  const say = useSay();
  if (warnings.length === 0) return null;
  return (
    <div className="recorded-warnings">
      <strong>{t("operation.warnings")}</strong>
      <ul className="operation-receipts">
        {warnings.map((warning) => (
          <li key={remarkId(warning)}>{say.remark(warning).text}</li>
        ))}
      </ul>
    </div>
  );
}
