import { useTranslation } from "react-i18next";
import { isMissing } from "../../api/missing.ts";
import type { Receipt, Step } from "../../api/operations.ts";
import { Instant } from "../../ui/CivilDate.tsx";
import { Timeline } from "../../ui/Timeline.tsx";
import { useSay } from "./use-say.ts";

/** The part of each service, with what it changed where. */
export function OperationSteps({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <Timeline
      entries={steps.map((step) => ({
        key: step.service,
        mark: step.state,
        title: <StepTitle step={step} />,
        body: <StepBody step={step} />,
      }))}
    />
  );
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

function StepBody({ step: { problem, receipts } }: { readonly step: Step }) {
  const say = useSay();
  return (
    <>
      {!isMissing(problem) && problem.detail !== "" && (
        <div className="operation-problem">{say.remark(problem).text}</div>
      )}
      {receipts.length > 0 && (
        <ul className="operation-receipts">
          {receipts.map((receipt) => (
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
  const say = useSay();
  const { itemKind = "", itemName = "", action, server = "", detail = "" } = receipt;
  const kind = itemKind === "" ? "" : t(`item.kind.${itemKind}`, itemKind);
  const told = [...say.details(detail), ...serverName(server)].join("; ");
  return (
    <li>
      {[kind, itemName, t(`operation.action.${action}`, action)].filter(Boolean).join(" ")}
      {told !== "" && <span className="soft"> – {told}</span>}
    </li>
  );
}

// A step stands under its service already; only another machine's name says more.
const services: ReadonlySet<string> = new Set([
  "radius",
  "mail",
  "hosting",
  "billing",
  "plans",
  "",
]);

function serverName(server: string): readonly string[] {
  return services.has(server) ? [] : [server];
}
