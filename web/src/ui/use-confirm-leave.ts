import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useUnsaved } from "./unsaved.ts";

/** Leaves at once where nothing was typed, and asks before it throws anything away. */
export function useConfirmLeave(isChanged: () => boolean, leave: () => void): () => void {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  useUnsaved({ isChanged });
  return () => {
    if (!isChanged()) return leave();
    void modal.confirm({
      title: t("form.leaveTitle"),
      content: t("form.leaveText"),
      okText: t("form.throwAway"),
      okButtonProps: { danger: true },
      cancelText: t("form.keepTyping"),
      autoFocusButton: "cancel",
      onOk: leave,
    });
  };
}
