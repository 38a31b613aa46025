import { Modal, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Operation } from "../../api/operations.ts";
import { CivilDate, Instant } from "../../ui/CivilDate.tsx";
import { Mark } from "../../ui/Timeline.tsx";
import { useEntryNames } from "../lists/columns.tsx";
import { FilterBar } from "../lists/FilterBar.tsx";
import { useUnitFilter } from "../lists/filters.ts";
import { PagedTable } from "../lists/PagedTable.tsx";
import { useAddress } from "../lists/use-address.ts";
import { TakeBackButton } from "../operations/OperationButtons.tsx";
import { OperationView } from "../operations/OperationView.tsx";
import { useSay } from "../operations/use-say.ts";
import { operationStates } from "./operation-states.ts";

/** Operations of everybody: what is set for later days, what runs, and what failed. */
export function OperationLines() {
  const { t } = useTranslation();
  const address = useAddress(["state", "businessUnitId"]);
  const unit = useUnitFilter();
  const [open, setOpen] = useState<Operation>();
  const state = {
    name: "state",
    label: t("operation.stateLabel"),
    options: operationStates.map((value) => ({ value, label: t(`operation.state.${value}`) })),
  };
  return (
    <>
      <FilterBar address={address} filters={[state, unit]} acts={null} />
      <PagedTable<Operation>
        root="operations"
        path="/operations"
        address={address}
        columns={useColumns(setOpen)}
        pathOf={pathOf}
        width={1_060}
      />
      {open !== undefined && (
        <Modal
          open
          title={`${t(`operation.kind.${open.kind}`)}: ${t("plans.number", { number: open.subscriptionNumber ?? "" })}`}
          footer={null}
          width={600}
          onCancel={() => setOpen(undefined)}
        >
          <OperationView operationId={open.id} initial={open} />
        </Modal>
      )}
    </>
  );
}

function pathOf({ customerId = "", subscriptionId, kind }: Operation): string {
  const customer = `/customers/${customerId}`;
  return kind === "delete" ? customer : `${customer}/subscriptions/${subscriptionId}`;
}

function useColumns(onOpen: (operation: Operation) => void): TableColumnsType<Operation> {
  const { t } = useTranslation();
  const names = useEntryNames();
  return [
    {
      key: "on",
      title: t("operate.on"),
      width: 110,
      render: (_, { on }) => <CivilDate on={on} />,
    },
    {
      key: "kind",
      title: t("operation.what"),
      width: 170,
      render: (_, operation) => (
        <button type="button" className="link-button" onClick={() => onOpen(operation)}>
          {t(`operation.kind.${operation.kind}`)}
        </button>
      ),
    },
    {
      key: "state",
      title: t("operation.stateLabel"),
      render: (_, operation) => <State operation={operation} />,
    },
    {
      key: "number",
      title: t("lists.number"),
      width: 96,
      render: (_, operation) => (
        <Link to={pathOf(operation)} className="number">
          {operation.subscriptionNumber}
        </Link>
      ),
    },
    { key: "customer", title: t("customers.name"), dataIndex: "customerName", width: 220 },
    {
      key: "unit",
      title: t("app.unit"),
      width: 130,
      render: (_, { businessUnitId }) => names.unit(businessUnitId ?? null),
    },
    {
      key: "by",
      title: t("operation.by"),
      width: 190,
      render: (_, { requestedBy, requestedAt }) => (
        <>
          {requestedBy}, <Instant at={requestedAt} />
        </>
      ),
    },
    {
      key: "act",
      width: 100,
      align: "right",
      render: (_, operation) => <TakeBackButton operation={operation} />,
    },
  ];
}

/** The state, with the warnings and the reason of a failure where there are any. */
function State({
  operation: { state, problem, warnings = [] },
}: {
  readonly operation: Operation;
}) {
  const { t } = useTranslation();
  const say = useSay();
  const hasProblem = problem !== null && problem !== undefined && problem.code !== "";
  return (
    <span className="operation-state">
      <Mark mark={state} />
      <span>
        {t(`operation.state.${state}`)}
        {hasProblem && (
          <span className={state === "failed" ? "operation-problem" : "soft"}>
            {" "}
            – {say.remark(problem).text}
          </span>
        )}
        {warnings.length > 0 && (
          <span className="soft"> · {t("operation.warned", { count: warnings.length })}</span>
        )}
      </span>
    </span>
  );
}
