import { App } from "antd";
import { useCallback } from "react";

/** Confirms what was done without stopping the operator (C20). */
export function useSaid(): (text: string) => void {
  const { message } = App.useApp();
  return useCallback((text) => void message.success(text), [message]);
}
