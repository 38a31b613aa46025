import { CalculatorOutlined, SettingOutlined, TeamOutlined, WifiOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link, NavLink } from "react-router";
import { Logo } from "../ui/Logo.tsx";

const areas = [
  { to: "/customers", key: "customers", icon: <TeamOutlined /> },
  { to: "/billing", key: "billing", icon: <CalculatorOutlined /> },
  { to: "/network", key: "network", icon: <WifiOutlined /> },
  { to: "/settings", key: "settings", icon: <SettingOutlined /> },
] as const;

/** The areas that have screens; one without a screen is not shown. */
export function Rail() {
  const { t } = useTranslation();
  return (
    <nav className="rail" aria-label={t("nav.label")}>
      <Link to="/customers" className="rail-logo" aria-label={t("app.name")}>
        <Logo size={30} />
      </Link>
      {areas.map(({ to, key, icon }) => (
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
