import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { Preview } from "../../api/previews.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { EffectList } from "./EffectList.tsx";
import type { OrderForm } from "./order.ts";
import { PreviewNews } from "./PreviewNews.tsx";
import { Conflicts, Warnings } from "./Remarks.tsx";
import type { usePreview } from "./use-preview.ts";

type Props = {
  readonly preview: ReturnType<typeof usePreview>;
  /** The preview that was looked at before this one took its place. */
  readonly before: Preview | undefined;
  readonly subscription: Subscription;
  readonly accepted: ReadonlySet<string>;
  readonly onAccept: (accepted: ReadonlySet<string>) => void;
  readonly to: OrderForm;
};

/** What would happen everywhere, while the fields are being filled in. */
export function PreviewPane(props: Props) {
  const { t } = useTranslation();
  const { data, error, isFetching, refetch } = props.preview;
  return (
    <section aria-label={t("preview.title")} aria-live="polite" aria-busy={isFetching}>
      <h3 className="preview-title">{t("preview.title")}</h3>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <Waiting isAsking={isFetching} />}
      {data !== undefined && error === null && <Seen {...props} data={data} />}
    </section>
  );
}

function Waiting({ isAsking }: { readonly isAsking: boolean }) {
  const { t } = useTranslation();
  if (isAsking) return <Skeleton active title={false} />;
  return <p className="soft">{t("preview.waits")}</p>;
}

function Seen({ data, preview, before, ...rest }: Props & { readonly data: Preview }) {
  const { subscription, to, accepted, onAccept } = rest;
  const isNews = before !== undefined && before.previewId !== data.previewId;
  return (
    <div className={preview.isCurrent ? undefined : "preview-old"}>
      {isNews && <PreviewNews before={before} now={data} />}
      <Conflicts conflicts={data.conflicts} />
      <EffectList preview={data} subscription={subscription} to={to} />
      <Warnings warnings={data.warnings} accepted={accepted} onAccept={onAccept} />
    </div>
  );
}
