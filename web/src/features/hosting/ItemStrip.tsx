import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/session.tsx";
import { hostedPath, type HostedKind, hostingRoots } from "../../api/hosting.ts";
import { useSubmit } from "../../api/use-submit.ts";
import type { ItemState } from "../../api/subscriptions.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useItemReason } from "../../ui/use-item-reason.ts";
import { useSaid } from "../../ui/use-said.ts";
import type { DetailProps } from "./HostingDetail.tsx";

/** What is out of the ordinary with an item, as coloured strips: why it is not there, and what can be done. */
export function ItemStrip({ item, subscription }: DetailProps) {
  const { t, i18n } = useTranslation();
  if (subscription.list === "cancelled") return null;
  const wanted = `hosting.strip.${item.wanted?.state ?? "on"}.${item.kind}`;
  return (
    <>
      {i18n.exists(wanted) && (
        <Alert className="form-note" type="warning" showIcon title={t(wanted)} />
      )}
      <ServerStrip item={item} />
    </>
  );
}

/** What its server says of it, with the acts that settle that. */
function ServerStrip({ item }: Pick<DetailProps, "item">) {
  const { t } = useTranslation();
  const say = useItemReason();
  const state = item.real?.state ?? "in-step";
  const why = item.real?.reason ?? "";
  // What is on its way says nothing; what waits says why.
  if (state === "in-step" || (state === "pending" && why === "")) return null;
  return (
    <Alert
      className="form-note"
      type={state === "failed" ? "error" : "warning"}
      showIcon
      title={t(`hosting.server.${state}`)}
      description={
        <>
          <p className="hosting-why">{say(why)}</p>
          {!waitsOnPurpose.has(why) && <Acts item={item} state={state} />}
        </>
      }
    />
  );
}

const waitsOnPurpose: ReadonlySet<string> = new Set(["held", "no-server"]);

type ActsProps = Pick<DetailProps, "item"> & { readonly state: ItemState };

function Acts({ item, state }: ActsProps) {
  const { t } = useTranslation();
  const mayWrite = useMay("subscriptions.write");
  const isDrifted = state === "drifted";
  const path = hostedPath(item.kind as HostedKind, item.id);
  const again = useAct(`${path}/apply-again`, "hosting.appliedAgain");
  const compare = useAct(`${path}/compare`, "hosting.compared");
  const accept = useAct(`${path}/accept`, "hosting.accepted");
  const mayAccept = isDrifted && item.kind === "domain";
  const told = <p className="hosting-why soft">{t(`hosting.settle.${state}`)}</p>;
  if (!mayWrite) return told;
  return (
    <>
      {told}
      <ProblemNotice error={again.error ?? compare.error ?? accept.error} />
      <div className="hosting-foot">
        <Button
          size="small"
          type="primary"
          loading={again.isPending}
          onClick={() => again.mutate({})}
        >
          {t(isDrifted ? "hosting.applyAgain" : "hosting.retry")}
        </Button>
        {mayAccept && (
          <Button size="small" loading={accept.isPending} onClick={() => accept.mutate(undefined)}>
            {t("hosting.accept")}
          </Button>
        )}
        <Button size="small" loading={compare.isPending} onClick={() => compare.mutate(undefined)}>
          {t("hosting.compare")}
        </Button>
      </div>
    </>
  );
}

function useAct(path: string, done: string) {
  const { t } = useTranslation();
  const said = useSaid();
  return useSubmit<object | undefined, object>({
    path,
    refresh: hostingRoots,
    onDone: () => said(t(done)),
  });
}
