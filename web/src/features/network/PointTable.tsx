import { Button, Table } from "antd";
import { useTranslation } from "react-i18next";
import { isMissing } from "../../api/missing.ts";
import type { PointHealth } from "../../api/noc.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { changeOf, lossesFirst } from "./point-change.ts";

type Props = {
  readonly points: readonly PointHealth[];
  readonly isLoading: boolean;
  readonly onOpen: (point: PointHealth) => void;
};

/** Every routing point against the same hour yesterday; where most are missing comes first. */
export function PointTable({ points, isLoading, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  const most = Math.max(1, ...points.flatMap(({ online, yesterday }) => [online, yesterday ?? 0]));
  return (
    <Table<PointHealth>
      rowKey="routingPointId"
      size="small"
      pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
      loading={isLoading}
      dataSource={points.toSorted(lossesFirst)}
      locale={{
        emptyText: <EmptyState title={t("noc.noPoints")} hint={t("noc.noPointsHint")} />,
      }}
      columns={[
        {
          title: t("noc.point"),
          key: "name",
          sorter: (one, other) => one.name.localeCompare(other.name),
          render: (_, point) => (
            <Button type="link" size="small" onClick={() => onOpen(point)}>
              {point.name}
            </Button>
          ),
        },
        {
          title: t("noc.online"),
          dataIndex: "online",
          align: "right",
          width: 100,
          sorter: (one, other) => one.online - other.online,
        },
        {
          title: t("noc.yesterday"),
          dataIndex: "yesterday",
          align: "right",
          width: 160,
          render: (count: number | null | undefined) => (isMissing(count) ? "–" : count),
        },
        {
          title: t("noc.change"),
          key: "change",
          align: "right",
          width: 110,
          render: (_, point) => changeOf(point, i18n.language),
        },
        {
          title: t("noc.compared"),
          key: "bar",
          width: "30%",
          render: (_, point) => <Compared point={point} most={most} />,
        },
      ]}
    />
  );
}

/** Now as a bar, yesterday as a mark on it; the numbers stand beside it. */
function Compared({ point, most }: { readonly point: PointHealth; readonly most: number }) {
  const percent = (count: number) => `${(count / most) * 100}%`;
  return (
    <div className="noc-compared" aria-hidden="true">
      <span className="noc-compared-now" style={{ width: percent(point.online) }} />
      {!isMissing(point.yesterday) && (
        <span className="noc-compared-mark" style={{ left: percent(point.yesterday) }} />
      )}
    </div>
  );
}
