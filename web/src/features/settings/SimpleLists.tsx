import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { DueDays, NamedList, PaymentForms } from "./named-lists.tsx";
import { IpClasses, SpeedProfiles } from "./network-lists.tsx";
import { Servers } from "./server-list.tsx";
import { Statuses } from "./StatusList.tsx";

const lists = [
  "statuses",
  "salespeople",
  "cancellation-reasons",
  "due-days",
  "payment-forms",
  "ip-classes",
  "speed-profiles",
  "servers",
] as const;

type ListKey = (typeof lists)[number];

/** The lists that forms choose from (C17). */
export function SimpleLists() {
  const { t } = useTranslation();
  // The list is part of the address, so that it can be linked to and reloaded.
  const [search, setSearch] = useSearchParams();
  const list = lists.find((one) => one === search.get("list")) ?? "statuses";
  const tables = {
    statuses: <Statuses />,
    salespeople: <NamedList name="salespeople" title={t("settings.newSalesperson")} />,
    "cancellation-reasons": (
      <NamedList name="cancellation-reasons" title={t("settings.newReason")} />
    ),
    "due-days": <DueDays />,
    "payment-forms": <PaymentForms />,
    "ip-classes": <IpClasses />,
    "speed-profiles": <SpeedProfiles />,
    servers: <Servers />,
  };
  return (
    <>
      <div className="page-head">
        <Segmented<ListKey>
          value={list}
          onChange={(chosen) => setSearch({ list: chosen }, { replace: true })}
          options={lists.map((value) => ({ value, label: t(`settings.list.${value}`) }))}
        />
      </div>
      <div key={list}>{tables[list]}</div>
    </>
  );
}
