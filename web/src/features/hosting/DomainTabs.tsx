import { Form, Input, Radio, Select, Tabs } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Server } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { DayItem } from "../../ui/DayItem.tsx";
import { phoneMask } from "../../ui/masks.ts";
import { MaskedInput } from "../../ui/MaskedInput.tsx";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import { isDomainName } from "../../ui/punycode.ts";
import type { DomainTab } from "./domain-form.ts";
import { isIpv4, isIpv6 } from "./host-rules.ts";
import "./hosting.css";

const keys = ["registration", "servers"] as const;

type Props = {
  readonly tab: DomainTab;
  readonly onTab: (tab: DomainTab) => void;
  /** What comes before the common fields of each tab. */
  readonly head: ReactNode;
  readonly ftp?: ReactNode;
  readonly foot?: ReactNode;
  readonly isNew: boolean;
};

/** Cadastro and Servidores (C93, C94), for a new domain and for an edit (C95). */
export function DomainTabs({ tab, onTab, head, ftp, foot, isNew }: Props) {
  const { t } = useTranslation();
  const panes = {
    registration: (
      <>
        {head}
        <Registration />
      </>
    ),
    servers: (
      <>
        <Administrator isNew={isNew} />
        {ftp}
        <Serving />
        {foot}
      </>
    ),
  };
  return (
    <Tabs
      activeKey={tab}
      onChange={(key) => onTab(keys.find((known) => known === key) ?? "registration")}
      items={keys.map((key) => ({
        key,
        label: t(`hosting.tab.${key}`),
        children: <div className="form-row">{panes[key]}</div>,
        forceRender: true,
      }))}
    />
  );
}

function Registration() {
  const { t } = useTranslation();
  return (
    <>
      <DayItem className="w4" name="registeredOn" label={t("hosting.registeredOn")} />
      <Form.Item className="w8" name={["developer", "name"]} label={t("hosting.developer")}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item className="w4" name={["developer", "phone"]} label={t("hosting.developerPhone")}>
        <MaskedInput mask={phoneMask} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <EmailItem className="w8" name={["developer", "email"]} label={t("hosting.developerEmail")} />
      <Form.Item name="notes" label={t("hosting.notes")}>
        <Input.TextArea rows={3} maxLength={4_000} />
      </Form.Item>
    </>
  );
}

function Administrator({ isNew }: { readonly isNew: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        className="w6"
        name={["admin", "username"]}
        label={t("hosting.adminLogin")}
        normalize={(typed: string) => typed.toLowerCase().trim()}
        rules={[{ pattern: /^[a-z0-9][a-z0-9._-]*$/, message: t("access.usernameWrong") }]}
      >
        <Input autoComplete="off" spellCheck={false} maxLength={64} />
      </Form.Item>
      <Form.Item
        className="w6"
        name={["admin", "password"]}
        label={t("hosting.adminPassword")}
        {...(!isNew && { extra: t("hosting.passwordStays") })}
        rules={[{ min: 8, message: t("access.passwordShort") }]}
      >
        <PasswordInput />
      </Form.Item>
    </>
  );
}

function Serving() {
  const { t } = useTranslation();
  return (
    <>
      <ServerItem name="webServerId" kind="web" label={t("hosting.webServer")} />
      <ServerItem name="mailServerId" kind="mail" label={t("hosting.mailServer")} />
      <NameServerItem name="dns1" label={t("hosting.dns1")} />
      <NameServerItem name="dns2" label={t("hosting.dns2")} />
      <RedirectItem />
      <EmailItem
        className="w6"
        name="adminEmail"
        label={t("hosting.adminEmail")}
        extra={t("hosting.adminEmailHint")}
      />
      <Form.Item
        className="w6"
        name="statistics"
        label={t("hosting.statistics")}
        extra={t("hosting.statisticsHint")}
      >
        <Radio.Group
          options={[true, false].map((value) => ({
            value,
            label: t(value ? "form.yes" : "form.no"),
          }))}
        />
      </Form.Item>
    </>
  );
}

type EmailProps = {
  readonly className: string;
  readonly name: string | string[];
  readonly label: string;
  readonly extra?: string;
};

function EmailItem(props: EmailProps) {
  const { t } = useTranslation();
  return (
    <Form.Item {...props} rules={[{ type: "email", message: t("problem.field.email") }]}>
      <Input type="email" autoComplete="off" spellCheck={false} maxLength={254} />
    </Form.Item>
  );
}

type ServerProps = {
  readonly name: string;
  readonly kind: "web" | "mail" | "database";
  readonly label: string;
};

/** Which of the provider's servers; none is the provider's own choice. */
export function ServerItem({ name, kind, label }: ServerProps) {
  const { t } = useTranslation();
  const servers = useList<Server>("servers", { kind });
  const none = t(kind === "mail" ? "hosting.noMailServer" : "hosting.ownServer");
  return (
    <Form.Item className="w6" name={name} label={label}>
      <Select
        allowClear
        placeholder={none}
        loading={servers.isFetching}
        showSearch={{ optionFilterProp: "label" }}
        notFoundContent={t("hosting.noServers")}
        options={(servers.data ?? []).map((server) => ({
          value: server.id,
          label: `${server.name} (${server.host})`,
        }))}
      />
    </Form.Item>
  );
}

function NameServerItem({ name, label }: { readonly name: string; readonly label: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      className="w6"
      name={name}
      label={label}
      normalize={(typed: string) => typed.toLowerCase().trim()}
      rules={[
        {
          validator: (_, typed = "") =>
            typed === "" || isDomainName(typed)
              ? Promise.resolve()
              : Promise.reject(new Error(t("hosting.dnsWrong"))),
        },
      ]}
    >
      <Input
        autoComplete="off"
        spellCheck={false}
        maxLength={253}
        placeholder={t("hosting.ownDns")}
      />
    </Form.Item>
  );
}

const isPage = (text: string) => /^https?:\/\/[a-z0-9.-]+(?::\d+)?(?:[/?]\S*)?$/.test(text);

/** The manual's IP, or a page; what was typed is said back in words. */
function RedirectItem() {
  const { t } = useTranslation();
  const typed = Form.useWatch<string | undefined>("redirectTo") ?? "";
  const isAddress = isIpv4(typed) || isIpv6(typed);
  const says = isAddress ? "redirectAddress" : isPage(typed) ? "redirectPage" : "redirectHint";
  return (
    <Form.Item
      name="redirectTo"
      label={t("hosting.redirectTo")}
      extra={t(`hosting.${says}`, { to: typed })}
      normalize={(text: string) => text.trim()}
      validateTrigger="onBlur"
      rules={[
        {
          validator: (_, text = "") =>
            text === "" || isIpv4(text) || isIpv6(text) || isPage(text)
              ? Promise.resolve()
              : Promise.reject(new Error(t("hosting.redirectWrong"))),
        },
      ]}
    >
      <Input autoComplete="off" spellCheck={false} maxLength={2_000} />
    </Form.Item>
  );
}
