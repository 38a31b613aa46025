import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Effect, Preview } from "../../api/previews.ts";
import { changesBetween } from "./effect-groups.ts";
import { remarkId } from "./remark-id.ts";
import { useSay } from "./use-say.ts";

type Props = { readonly before: Preview; readonly now: Preview };

/** What changed between the preview that was looked at and the one that stands there now. */
export function PreviewNews({ before, now }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const { come, gone } = changesBetween(before.effects, now.effects);
  const known = new Set(before.warnings.map(remarkId));
  const warned = now.warnings.filter((warning) => !known.has(remarkId(warning)));
  const line = (mark: string, { itemKind, itemName, detail }: Effect) => (
    <li key={`${mark}${itemKind}${itemName}${detail}`}>
      <strong>{t(`preview.news.${mark}`)}</strong> {t(`item.kind.${itemKind}`, itemKind)}{" "}
      <span className="code">{itemName}</span>
      <span className="soft"> {say.details(detail).join("; ")}</span>
    </li>
  );
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="previewed-notice"
      title={t("preview.news.title")}
      description={
        <ul className="remarks">
          {come.map((effect) => line("come", effect))}
          {gone.map((effect) => line("gone", effect))}
          {warned.map((warning) => (
            <li key={remarkId(warning)}>
              <strong>{t("preview.news.warned")}</strong> {say.remark(warning).text}
            </li>
          ))}
          {come.length + gone.length + warned.length === 0 && <li>{t("preview.news.inside")}</li>}
        </ul>
      }
    />
  );
}
