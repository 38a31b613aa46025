import { useTranslation } from "react-i18next";
import type { CustomerLadder } from "../../api/default-ladder.ts";
import { CivilDate } from "../../ui/CivilDate.tsx";
import { Money } from "../../ui/Money.tsx";
import { Timeline, type TimelineEntry } from "../../ui/Timeline.tsx";

/** What was done and what comes, in the order of its days. */
export function LadderTimeline({ ladder }: { readonly ladder: CustomerLadder }) {
  const { t } = useTranslation();
  const entries = [...useDone(ladder), ...useComing(ladder)];
  if (entries.length === 0) return null;
  return (
    <section aria-label={t("defaults.ladder")}>
      <h2>{t("defaults.ladder")}</h2>
      <Timeline entries={entries} />
    </section>
  );
}

type Dated = TimelineEntry & { readonly on: string };

function useDone({ suspensions, unlocks, notices }: CustomerLadder): readonly Dated[] {
  const { t } = useTranslation();
  const entry = (key: string, on: string, words: string): Dated => ({
    key,
    on,
    mark: "done",
    title: (
      <>
        <CivilDate on={on} /> {words}
      </>
    ),
  });
  const told = notices
    .filter(({ kind, sentAt }) => kind === "default" && sentAt !== null)
    .map(({ id, sentAt }) => entry(id, sentAt?.slice(0, 10) ?? "", t("defaults.done.notice")));
  const held = suspensions
    .filter(({ state }) => state !== "refused")
    .map(({ id, suspendedOn }) => entry(id, suspendedOn, t("defaults.done.suspend")));
  const back = suspensions.flatMap(({ id, resumedOn, resumedFor }) =>
    resumedOn === null || resumedFor !== "paid"
      ? []
      : [entry(`${id}/back`, resumedOn, t("defaults.done.resume"))],
  );
  const trusted = unlocks.map(({ id, on }) => entry(id, on, t("defaults.done.unlock")));
  return [...told, ...held, ...back, ...trusted].toSorted((one, other) =>
    one.on < other.on ? -1 : 1,
  );
}

function useComing({ steps }: CustomerLadder): readonly TimelineEntry[] {
  const { t } = useTranslation();
  return steps.map(({ act, on, debtCents }) => ({
    key: act,
    mark: "scheduled",
    title: (
      <>
        <CivilDate on={on} /> {t(`defaults.coming.${act}`)}
      </>
    ),
    body: (
      <p className="soft">
        {t(`defaults.why.${act}`)} <Money cents={debtCents} />
      </p>
    ),
  }));
}
