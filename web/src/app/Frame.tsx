import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useNavigation } from "react-router";
import { useEvents } from "../api/use-events.ts";
import { LeaveGuard } from "./LeaveGuard.tsx";
import { OperatorMenu } from "./OperatorMenu.tsx";
import { Rail } from "./Rail.tsx";
import { SearchBox } from "./SearchBox.tsx";
import { UnitSelect } from "./UnitSelect.tsx";
import "./frame.css";

/** What stands around every screen: the rail, the search, the unit and the operator. */
export function Frame() {
  const { t } = useTranslation();
  const { state } = useNavigation();
  useEvents();
  return (
    <div className="frame">
      <a className="frame-skip" href="#screen">
        {t("app.skip")}
      </a>
      <LeaveGuard />
      <Rail />
      <header className="frame-top">
        <SearchBox />
        <UnitSelect />
        <OperatorMenu />
        {state === "loading" && (
          <div className="frame-loading" role="progressbar" aria-label={t("app.loading")} />
        )}
      </header>
      <main id="screen" className="frame-screen" tabIndex={-1}>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
