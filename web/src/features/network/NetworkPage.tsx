import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { useMay } from "../../app/session.tsx";
import { CourtSearch } from "./CourtSearch.tsx";
import { NasList } from "./NasList.tsx";
import { NocHome } from "./NocHome.tsx";
import { RoutingPointList } from "./RoutingPointList.tsx";
import { SessionList } from "./SessionList.tsx";
import { SharedAddresses } from "./SharedAddresses.tsx";

/** Rede: who is connected, where customers connect, and the devices that ask. */
export function NetworkPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const maySeeSessions = useMay("sessions.read");
  const maySeeDevices = useMay("network.read");
  const maySearch = useMay("sessions.search");
  const noc = { key: "noc", label: t("noc.tab"), children: <NocHome /> };
  const sessions = { key: "sessions", label: t("network.sessions"), children: <SessionList /> };
  const devices = [
    { key: "routing-points", label: t("network.routingPoints"), children: <RoutingPointList /> },
    { key: "nas", label: t("network.nas"), children: <NasList /> },
    { key: "cgnat", label: t("cgnat.tab"), children: <SharedAddresses /> },
  ];
  const search = { key: "search", label: t("court.tab"), children: <CourtSearch /> };
  const items = [
    ...(maySeeSessions ? [noc, sessions] : []),
    ...(maySeeDevices ? devices : []),
    ...(maySearch ? [search] : []),
  ];
  const { section = items[0]?.key ?? "" } = useParams();
  return (
    <div className="page page-wide">
      <div className="page-head">
        <h1>{t("nav.network")}</h1>
      </div>
      <Tabs
        activeKey={section}
        onChange={(key) => void navigate(`/network/${key}`)}
        destroyOnHidden
        items={items}
      />
    </div>
  );
}
