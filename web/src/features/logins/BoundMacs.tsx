import { Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useSubmit } from "../../api/use-submit.ts";
import { useMay } from "../../app/session.tsx";
import { formatMac, macDigits } from "../../ui/mac.ts";
import { useSaid } from "../../ui/use-said.ts";
import { loginRoots } from "./login-task.ts";

type Asked = { readonly mac?: string };

/** Binds a login to a device, or takes devices from it (C91). */
export function useBinding(loginId: string) {
  const { t } = useTranslation();
  const said = useSaid();
  const bind = useSubmit<{ readonly mac: string }, object>({
    path: `/logins/${loginId}/bind-mac`,
    refresh: loginRoots,
    onDone: (_, { mac }) => said(t("diagnosis.bound", { mac: formatMac(mac) })),
  });
  const unbind = useSubmit<Asked, object>({
    path: `/logins/${loginId}/unbind-mac`,
    refresh: loginRoots,
    onDone: (_, { mac }) =>
      said(
        mac === undefined
          ? t("diagnosis.unboundAll")
          : t("diagnosis.unbound", { mac: formatMac(mac) }),
      ),
  });
  return { bind, unbind };
}

export type Binding = ReturnType<typeof useBinding>;

type BoundProps = { readonly macs: readonly string[]; readonly binding: Binding };

/** The devices that a login may come from, each with its way out. */
export function BoundMacs({ macs, binding: { unbind } }: BoundProps) {
  const { t } = useTranslation();
  const may = useMay("subscriptions.write");
  if (macs.length === 0) return t("radius.anyMac");
  return (
    <span className="mac-tags">
      {macs.map((mac) => (
        <Tag
          key={mac}
          className="code"
          closable={may ? { "aria-label": t("diagnosis.unbind", { mac: formatMac(mac) }) } : false}
          onClose={(event) => {
            // It goes when the answer says so.
            event.preventDefault();
            unbind.mutate({ mac });
          }}
        >
          {formatMac(mac)}
        </Tag>
      ))}
      {may && macs.length > 1 && (
        <Button size="small" loading={unbind.isPending} onClick={() => unbind.mutate({})}>
          {t("diagnosis.unbindAll")}
        </Button>
      )}
    </span>
  );
}

type LastProps = {
  readonly mac: string;
  readonly bound: readonly string[];
  readonly binding: Binding;
};

/** One click binds the device that was seen last. */
export function BindLastMac({ mac, bound, binding: { bind } }: LastProps) {
  const { t } = useTranslation();
  const may = useMay("subscriptions.write");
  const isDevice = macDigits(mac).length === 12;
  if (!may || !isDevice || bound.some((one) => macDigits(one) === macDigits(mac))) return null;
  return (
    <Button
      size="small"
      loading={bind.isPending}
      aria-label={t("diagnosis.bindHint", { mac: formatMac(mac) })}
      onClick={() => bind.mutate({ mac })}
    >
      {t("diagnosis.bind")}
    </Button>
  );
}
