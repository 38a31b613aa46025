import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { Customer } from "../../api/customers.ts";
import type { TreeSubscription } from "../../api/subscriptions.ts";
import { useMay } from "../../app/session.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PlanRow } from "./PlanRow.tsx";
import { type Row, rowsOf } from "./rows.ts";
import "./plan-lists.css";

type Props = {
  readonly customer: Customer;
  readonly subscriptions: readonly TreeSubscription[];
  readonly selectedId: string | undefined;
};

/** The menu of a customer: his registration, and the three lists of plans with their items (C3, C4). */
export function PlanLists({ customer, subscriptions, selectedId }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const maySell = useMay("subscriptions.write");
  const newPlan = `/customers/${customer.id}/new-plan`;
  return (
    <nav className="plan-lists panel" aria-label={t("plans.lists")}>
      <Link
        to={`/customers/${customer.id}`}
        className={selectedId === undefined ? "plan-lists-data plan-lists-here" : "plan-lists-data"}
      >
        {t("customers.data")}
      </Link>
      <div className="plan-lists-head">
        <h2>{t("plans.title")}</h2>
        {maySell && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => void navigate(newPlan)}>
            {t("plans.new")}
          </Button>
        )}
      </div>
      {subscriptions.length === 0 ? (
        <EmptyState title={t("plans.none")} hint={t("plans.noneHint")} />
      ) : (
        <PlanTree customerId={customer.id} subscriptions={subscriptions} selectedId={selectedId} />
      )}
    </nav>
  );
}

type TreeProps = Omit<Props, "customer"> & { readonly customerId: string };

function PlanTree({ customerId, subscriptions, selectedId }: TreeProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const tree = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set(["cancelled"]));
  const rows = useMemo(() => rowsOf(subscriptions, closed), [subscriptions, closed]);
  const [focused, setFocused] = useState<string>();
  const home = [focused, selectedId].find((id) => rows.some((row) => row.id === id)) ?? rows[0]?.id;

  const open = (row: Row) => {
    if (row.kind === "list") return toggle(row.id);
    const base = `/customers/${customerId}/subscriptions/${row.subscription.id}`;
    void navigate(row.kind === "item" ? `${base}?item=${row.id}` : base);
  };
  const toggle = (id: string) => setClosed((now) => toggled(now, id));
  const focus = (row: Row | undefined) => {
    if (row === undefined) return;
    setFocused(row.id);
    tree.current?.querySelector<HTMLElement>(`[data-row="${row.id}"]`)?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const at = rows.findIndex(({ id }) => id === home);
    const step = stepOf(event.key, rows, at);
    if (step === undefined) return;
    event.preventDefault();
    if (step.kind === "open") open(step.row);
    else if (step.kind === "toggle") toggle(step.row.id);
    else focus(step.row);
  };
  return (
    <div
      className="plan-tree"
      role="tree"
      aria-label={t("plans.title")}
      tabIndex={-1}
      ref={tree}
      onKeyDown={press}
    >
      {rows.map((row) => (
        <PlanRow
          key={row.id}
          row={row}
          isSelected={row.id === selectedId}
          isHome={row.id === home}
          onOpen={() => {
            setFocused(row.id);
            open(row);
          }}
          onToggle={() => toggle(row.id)}
        />
      ))}
    </div>
  );
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const changed = new Set(ids);
  if (!changed.delete(id)) changed.add(id);
  return changed;
}

type KeyStep = { readonly kind: "open" | "toggle" | "focus"; readonly row: Row };

function stepOf(key: string, rows: readonly Row[], at: number): KeyStep | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  const to = (target: Row | undefined): KeyStep | undefined =>
    target === undefined ? undefined : { kind: "focus", row: target };
  const parent = () => rows.slice(0, at).findLast(({ level }) => level < row.level);
  const steps: Readonly<Record<string, () => KeyStep | undefined>> = {
    ArrowDown: () => to(rows[at + 1]),
    ArrowUp: () => to(rows[at - 1]),
    Home: () => to(rows[0]),
    End: () => to(rows.at(-1)),
    ArrowRight: () => (row.hasChildren && !row.isOpen ? { kind: "toggle", row } : to(rows[at + 1])),
    ArrowLeft: () =>
      row.kind !== "item" && row.hasChildren && row.isOpen ? { kind: "toggle", row } : to(parent()),
    Enter: () => ({ kind: "open", row }),
    " ": () => ({ kind: "open", row }),
  };
  return steps[key]?.();
}
