import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Query } from "../../api/client.ts";
import { saveFile } from "./save-file.ts";

type Props = { readonly path: string; readonly query: Query };

/** The whole list as CSV, as it is filtered; a long one says that it is being prepared. */
export function ExportButton({ path, query }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: () => saveFile(path, query),
    onSuccess: () => message.success(t("lists.exported")),
    onError: () => message.error(t("lists.notExported")),
  });
  return (
    <Button icon={<DownloadOutlined />} loading={save.isPending} onClick={() => save.mutate()}>
      {t(save.isPending ? "lists.exporting" : "lists.export")}
    </Button>
  );
}
