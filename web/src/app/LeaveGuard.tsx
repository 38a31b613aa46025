import { App } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { type Location, useBlocker } from "react-router";
import { dropUnsaved, isAnythingLost, isAnythingUnsaved } from "../ui/unsaved.ts";

/** Asks before a link, "back" or a reload throws away what was typed on the screen. */
export function LeaveGuard() {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      placeOf(currentLocation) !== placeOf(nextLocation) && isAnythingUnsaved(),
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    void modal.confirm({
      title: t("form.leaveTitle"),
      content: t("form.leaveText"),
      okText: t("form.throwAway"),
      okButtonProps: { danger: true },
      cancelText: t("form.keepTyping"),
      autoFocusButton: "cancel",
      onOk: () => {
        dropUnsaved();
        blocker.proceed();
      },
      onCancel: () => blocker.reset(),
    });
  }, [blocker, modal, t]);
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent) => {
      if (isAnythingLost()) event.preventDefault();
    };
    window.addEventListener("beforeunload", hold);
    return () => window.removeEventListener("beforeunload", hold);
  }, []);
  return null;
}

// Another tab of the same screen hides what is typed and does not lose it.
function placeOf({ pathname, search }: Location): string {
  const place = new URLSearchParams(search);
  place.delete("tab");
  return `${pathname}?${place.toString()}`;
}
