import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, type FormInstance, Space, Table, type TableColumnsType } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Query } from "../api/client.ts";
import { useList } from "../api/lists.ts";
import { useMay } from "../app/session.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { EntryDialog } from "./EntryDialog.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { useRemove } from "./use-remove.ts";

export type Entry = { readonly id?: string; readonly version?: number };

/** `Values` is what the form holds. */
export type EntryForm<T extends Entry, Values extends object = object> = {
  readonly title: string;
  /** Who lacks it can only read. */
  readonly permission: string;
  readonly initial: object;
  /** `entry` is what is being changed, and nothing for a new one. */
  readonly fields: (form: FormInstance, entry?: T) => ReactNode;
  readonly toBody?: (values: Values) => object;
  readonly width?: number;
};

export type ListScreenProps<T extends Entry, Values extends object = object> = {
  /** The resource's name in the API. */
  readonly name: string;
  readonly query?: Query;
  readonly columns: TableColumnsType<T>;
  readonly rowKey?: keyof T & string;
  /** Without a form the list can only be read. */
  readonly create?: EntryForm<T, Values>;
  /** How an entry is changed and removed; without it entries only come. */
  readonly edit?: {
    readonly toForm?: (entry: T) => object;
    readonly toBody?: (values: Values) => object;
    readonly mayRemove?: (entry: T) => boolean;
  };
  readonly nameOf?: (entry: T) => string;
  readonly expandedRow?: (entry: T) => ReactNode;
};

/** A short list of the catalogue with its dialogs: most settings are one of these (C17, C20). */
export function ListScreen<T extends Entry, Values extends object = object>(
  props: ListScreenProps<T, Values>,
) {
  const { name, query = {}, rowKey = "id", edit, expandedRow } = props;
  const create = useAllowed(props.create);
  const [open, setOpen] = useState<T | "new">();
  const list = useList<T>(name, query);
  const keyOf = (entry: T) => String(entry[rowKey as keyof T]);
  const canEdit = create !== undefined && edit !== undefined;
  const actions = useActionsColumn(props, keyOf, setOpen);
  return (
    <>
      {create !== undefined && <NewButton title={create.title} onOpen={() => setOpen("new")} />}
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      <div className="panel">
        <Table<T>
          rowKey={keyOf}
          size="small"
          columns={canEdit ? [...props.columns, actions] : props.columns}
          dataSource={[...(list.data ?? [])]}
          loading={list.isPending}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          {...(expandedRow === undefined ? {} : { expandable: { expandedRowRender: expandedRow } })}
          locale={{ emptyText: <NoEntries canCreate={create !== undefined} /> }}
        />
      </div>
      <OpenDialog {...props} open={create === undefined ? undefined : open} onOpen={setOpen} />
    </>
  );
}

type OpenProps<T extends Entry, Values extends object> = ListScreenProps<T, Values> & {
  readonly open: T | "new" | undefined;
  readonly onOpen: (entry: undefined) => void;
};

function OpenDialog<T extends Entry, Values extends object>(props: OpenProps<T, Values>) {
  const { name, create, edit, open, onOpen, rowKey = "id" } = props;
  if (create === undefined || open === undefined) return null;
  const entry = open === "new" ? undefined : open;
  return (
    <EntryDialog
      name={name}
      edit={edit}
      form={create}
      entry={entry}
      entryKey={entry === undefined ? "" : String(entry[rowKey as keyof T])}
      onClose={() => onOpen(undefined)}
    />
  );
}

function NewButton({ title, onOpen }: { readonly title: string; readonly onOpen: () => void }) {
  return (
    <div className="page-head">
      <Button type="primary" icon={<PlusOutlined />} onClick={onOpen}>
        {title}
      </Button>
    </div>
  );
}

function NoEntries({ canCreate }: { readonly canCreate: boolean }) {
  const { t } = useTranslation();
  const hint = canCreate ? { hint: t("list.emptyHint") } : {};
  return <EmptyState title={t("list.empty")} {...hint} />;
}

function useActionsColumn<T extends Entry, Values extends object>(
  { name, edit, nameOf }: ListScreenProps<T, Values>,
  keyOf: (entry: T) => string,
  open: (entry: T) => void,
) {
  const { t } = useTranslation();
  const remove = useRemove(name);
  const called = (entry: T) => nameOf?.(entry) ?? String(Reflect.get(entry, "name") ?? "");
  return {
    key: "actions",
    width: 90,
    align: "right" as const,
    render: (_: unknown, entry: T) => (
      <Space size={0}>
        <Button
          type="text"
          size="small"
          icon={<EditOutlined />}
          aria-label={t("list.edit", { name: called(entry) })}
          onClick={() => open(entry)}
        />
        {edit?.mayRemove?.(entry) !== false && (
          <Button
            type="text"
            size="small"
            danger
            icon={<DeleteOutlined />}
            aria-label={t("list.remove", { name: called(entry) })}
            onClick={() => remove(keyOf(entry), entry.version, called(entry))}
          />
        )}
      </Space>
    ),
  };
}

function useAllowed<Create extends { readonly permission: string }>(create: Create | undefined) {
  const mayCreate = useMay(create?.permission ?? "");
  return mayCreate ? create : undefined;
}
