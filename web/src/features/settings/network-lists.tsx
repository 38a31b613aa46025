import { Form, Input, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { ListScreen } from "../../ui/ListScreen.tsx";
import { NameField } from "./named-lists.tsx";
import { UnitField, useUnits, withoutUnit } from "./use-units.tsx";

type IpClass = {
  readonly id: string;
  readonly version: number;
  readonly businessUnitId: string | null;
  readonly name: string;
  readonly cidr: string;
  readonly gateway: string;
  readonly dns1: string;
  readonly dns2: string;
  readonly netmask: string;
  readonly framedIpv6?: string;
  readonly delegatedIpv6?: string;
  readonly publicCidr?: string;
  readonly firstPort?: number;
  readonly portsPerCustomer?: number;
};

const addresses = ["gateway", "dns1", "dns2"] as const;
const prefixes = ["framedIpv6", "delegatedIpv6"] as const;

/** Classe de IP (C16): the mask follows from its range, DNS servers are what new IPs start with (C14). */
export function IpClasses() {
  const { t } = useTranslation();
  const { nameOf, query } = useUnits();
  return (
    <ListScreen<IpClass>
      name="ip-classes"
      query={query}
      columns={[
        { title: t("list.name"), dataIndex: "name" },
        { title: t("ipClass.cidr"), dataIndex: "cidr", className: "code" },
        { title: t("ipClass.netmask"), dataIndex: "netmask", className: "code" },
        { title: t("ipClass.gateway"), dataIndex: "gateway", className: "code" },
        {
          title: t("ipClass.dns"),
          key: "dns",
          className: "code",
          render: (_, { dns1, dns2 }) => [dns1, dns2].filter((dns) => dns !== "").join(", ") || "–",
        },
        { title: t("app.unit"), dataIndex: "businessUnitId", render: nameOf },
      ]}
      edit={{
        toForm: ({ name, cidr, gateway, dns1, dns2, businessUnitId, ...more }) => ({
          name,
          cidr,
          gateway,
          dns1,
          dns2,
          framedIpv6: more.framedIpv6,
          delegatedIpv6: more.delegatedIpv6,
          publicCidr: more.publicCidr,
          firstPort: more.firstPort,
          portsPerCustomer: more.portsPerCustomer,
          businessUnitId: businessUnitId ?? undefined,
        }),
        // Another range has another mask.
        toBody: (values) => ({ ...withPorts(withoutUnit(values)), netmask: "" }),
      }}
      create={{
        permission: "network.write",
        title: t("settings.newIpClass"),
        width: 640,
        initial: {},
        toBody: withPorts,
        fields: (_, entry) => (
          <div className="form-row">
            <NameField />
            <Form.Item
              className="w6"
              name="cidr"
              label={t("ipClass.cidr")}
              extra={t("ipClass.cidrHint")}
              rules={[{ required: true, message: t("ipClass.cidrMissing") }]}
            >
              <Input autoComplete="off" className="code" maxLength={18} />
            </Form.Item>
            {addresses.map((field) => (
              <Form.Item key={field} className="w6" name={field} label={t(`ipClass.${field}`)}>
                <Input autoComplete="off" className="code" maxLength={15} />
              </Form.Item>
            ))}
            {prefixes.map((field) => (
              <Form.Item key={field} className="w6" name={field} label={t(`ipClass.${field}`)}>
                <Input autoComplete="off" className="code" maxLength={43} />
              </Form.Item>
            ))}
            <SharedFields />
            <UnitField isFixed={entry !== undefined} isOptional />
          </div>
        ),
      }}
    />
  );
}

/** A number field that was emptied is none. */
function withPorts(values: object): object {
  const { firstPort, portsPerCustomer, ...rest } = values as Partial<IpClass>;
  return { ...rest, firstPort: firstPort ?? 0, portsPerCustomer: portsPerCustomer ?? 0 };
}

const ports = ["firstPort", "portsPerCustomer"] as const;

/** Public addresses that the customers of the class share by blocks of ports (CGNAT). */
function SharedFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        className="w6"
        name="publicCidr"
        label={t("ipClass.publicCidr")}
        tooltip={t("ipClass.publicCidrHint")}
      >
        <Input autoComplete="off" className="code" maxLength={18} />
      </Form.Item>
      {ports.map((field) => (
        <Form.Item key={field} className="w3" name={field} label={t(`ipClass.${field}`)}>
          <InputNumber min={0} max={65_535} precision={0} className="full" />
        </Form.Item>
      ))}
    </>
  );
}

type Rate = { readonly downKbps: number; readonly upKbps: number };
type SpeedProfile = {
  readonly id: string;
  readonly version: number;
  readonly businessUnitId: string | null;
  readonly name: string;
  readonly speed: { readonly businessHours: Rate; readonly otherHours: Rate };
};

const rates = ["downKbps", "upKbps"] as const;
const periods = ["businessHours", "otherHours"] as const;

/** Perfis de velocidade: in business hours and outside them (C17, D23). */
export function SpeedProfiles() {
  const { t } = useTranslation();
  const { nameOf, query } = useUnits();
  const said = ({ downKbps, upKbps }: Rate) => `${downKbps} / ${upKbps} kbps`;
  return (
    <ListScreen<SpeedProfile>
      name="speed-profiles"
      query={query}
      columns={[
        { title: t("list.name"), dataIndex: "name" },
        ...periods.map((period) => ({
          title: t(`speedProfile.${period}`),
          key: period,
          render: (_: unknown, { speed }: SpeedProfile) => said(speed[period]),
        })),
        { title: t("app.unit"), dataIndex: "businessUnitId", render: nameOf },
      ]}
      edit={{
        toForm: ({ name, speed, businessUnitId }) => ({
          name,
          speed,
          businessUnitId: businessUnitId ?? undefined,
        }),
        toBody: withoutUnit,
      }}
      create={{
        permission: "network.write",
        title: t("settings.newSpeedProfile"),
        initial: {},
        fields: (_, entry) => (
          <div className="form-row">
            <NameField />
            {periods.flatMap((period) =>
              rates.map((rate) => (
                <Form.Item
                  key={period + rate}
                  className="w6"
                  name={["speed", period, rate]}
                  label={`${t(rate === "downKbps" ? "session.download" : "session.upload")} · ${t(`speedProfile.${period}`)}`}
                  rules={[{ required: true, message: t("speedProfile.missing") }]}
                >
                  <InputNumber min={1} precision={0} suffix="kbps" className="full" />
                </Form.Item>
              )),
            )}
            <UnitField isFixed={entry !== undefined} isOptional />
          </div>
        ),
      }}
    />
  );
}
