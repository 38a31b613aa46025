import { SafetyCertificateOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";

type Answer = { readonly firstBroken: string | null };

/** Follows the chain of the trail from its first row, and says where it breaks (S35). */
export function Integrity() {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const check = useMutation({
    mutationFn: () => request<Answer>("/audit/integrity"),
    onSuccess: ({ firstBroken }) => {
      if (firstBroken === null) {
        modal.success({ title: t("audit.whole"), content: t("audit.wholeHint") });
      } else {
        modal.error({
          title: t("audit.broken", { row: firstBroken }),
          content: t("audit.brokenHint"),
        });
      }
    },
    onError: () => modal.warning({ title: t("problem.unknown") }),
  });
  return (
    <Button
      icon={<SafetyCertificateOutlined />}
      loading={check.isPending}
      onClick={() => check.mutate()}
    >
      {t("audit.check")}
    </Button>
  );
}
