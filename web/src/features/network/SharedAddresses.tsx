import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input, InputNumber, Select, Table } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Page, request } from "../../api/client.ts";
import { useList } from "../../api/lists.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { ExportButton } from "../lists/ExportButton.tsx";
import "../lists/lists.css";
import "./noc.css";

type IpClass = { readonly id: string; readonly name: string; readonly publicCidr?: string };

type Block = {
  readonly address: string;
  readonly publicAddress: string;
  readonly firstPort: number;
  readonly lastPort: number;
};

type Asked = { readonly address: string; readonly port: number | null };

/** Mapeamento CGNAT: which ports of which public address each private one has, by the rule of its class. */
export function SharedAddresses() {
  const { t } = useTranslation();
  const classes = useList<IpClass>("ip-classes");
  const sharing = (classes.data ?? []).filter(({ publicCidr }) => (publicCidr ?? "") !== "");
  const [chosen, setChosen] = useState<string>();
  const [asked, setAsked] = useState<Asked>({ address: "", port: null });
  const classId = chosen ?? sharing[0]?.id;
  if (classes.isSuccess && classId === undefined)
    return <EmptyState title={t("cgnat.none")} hint={t("cgnat.noneHint")} />;
  return (
    <>
      <div className="lists-filters">
        <label className="lists-filter cgnat-class">
          <span>{t("cgnat.class")}</span>
          <Select
            aria-label={t("cgnat.class")}
            value={classId ?? null}
            onChange={setChosen}
            popupMatchSelectWidth={false}
            options={sharing.map(({ id, name, publicCidr = "" }) => ({
              value: id,
              label: `${name} (${publicCidr})`,
            }))}
          />
        </label>
        <label className="lists-filter">
          <span>{t("cgnat.address")}</span>
          <Input
            className="code"
            maxLength={15}
            value={asked.address}
            onChange={({ target }) => setAsked({ ...asked, address: target.value.trim() })}
          />
        </label>
        <label className="lists-filter">
          <span>{t("court.port")}</span>
          <InputNumber
            className="full"
            min={1}
            max={65_535}
            precision={0}
            value={asked.port}
            onChange={(port) => setAsked({ ...asked, port })}
          />
        </label>
        <div className="lists-acts">
          {classId !== undefined && (
            <ExportButton path={`/ip-classes/${classId}/shared-addresses.csv`} query={{}} />
          )}
        </div>
      </div>
      {classId !== undefined && <Blocks classId={classId} asked={asked} />}
    </>
  );
}

const code = (text: string) => <span className="code">{text}</span>;
const isAddress = (text: string) => /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text);

function Blocks({ classId, asked }: { readonly classId: string; readonly asked: Asked }) {
  const { t } = useTranslation();
  const address = useDeferredValue(isAddress(asked.address) ? asked.address : "");
  const port = address === "" ? 0 : (asked.port ?? 0);
  const blocks = useInfiniteQuery({
    queryKey: ["ip-classes", classId, "shared", address, port],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Block>>(`/ip-classes/${classId}/shared-addresses`, {
        query: { address, port, limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (last) => last,
  });
  const rows = blocks.data?.pages.flatMap(({ items }) => [...items]) ?? [];
  return (
    <>
      <ProblemNotice error={blocks.error} onRetry={() => void blocks.refetch()} />
      <div className="panel">
        <Table<Block>
          rowKey="address"
          size="small"
          pagination={false}
          loading={blocks.isPending}
          dataSource={rows}
          columns={[
            { title: t("cgnat.private"), dataIndex: "address", render: code },
            { title: t("cgnat.public"), dataIndex: "publicAddress", render: code },
            {
              title: t("cgnat.ports"),
              key: "ports",
              align: "right",
              render: (_, { firstPort, lastPort }) => `${firstPort} – ${lastPort}`,
            },
          ]}
          locale={{ emptyText: <EmptyState title={t("cgnat.nobody")} /> }}
        />
      </div>
      {blocks.hasNextPage && (
        <Button
          type="link"
          block
          loading={blocks.isFetchingNextPage}
          onClick={() => void blocks.fetchNextPage()}
        >
          {t("list.more")}
        </Button>
      )}
    </>
  );
}
