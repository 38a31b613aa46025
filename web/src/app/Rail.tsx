import {
  BarChartOutlined,
  CalculatorOutlined,
  SettingOutlined,
  TeamOutlined,
  WifiOutlined,
} from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link, NavLink } from "react-router";
import { Logo } from "../ui/Logo.tsx";
import { areas } from "./areas.ts";
import { allowsAny } from "./permissions.ts";
import { usePermissions } from "./session.tsx";

const entries = [
  { to: "/customers", key: "customers", icon: <TeamOutlined /> },
  { to: "/billing", key: "billing", icon: <CalculatorOutlined /> },
  { to: "/network", key: "network", icon: <WifiOutlined /> },
  { to: "/reports", key: "reports", icon: <BarChartOutlined /> },
  { to: "/settings", key: "settings", icon: <SettingOutlined /> },
] as const;

/** The areas that the operator's role opens. */
export function Rail() {
  const { t } = useTranslation();
  const held = usePermissions();
  return (
    <nav className="rail" aria-label={t("nav.label")}>
      <Link to="/customers" className="rail-logo" aria-label={t("app.name")}>
        <Logo size={30} />
      </Link>
      {entries
        .filter(({ key }) => allowsAny(held, areas[key]))
        .map(({ to, key, icon }) => (
          <NavLink key={key} to={to} className="rail-link" title={t(`nav.${key}`)}>
            <span className="rail-icon" aria-hidden="true">
              {icon}
            </span>
            <span className="rail-label">{t(`nav.${key}`)}</span>
          </NavLink>
        ))}
    </nav>
  );
}
