import { useEffect, useRef } from "react";

/** Who opens a form types at once: its first field has the keyboard. */
export function useFirstField() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Who is in a field already is not taken out of it.
    if (box.current?.contains(document.activeElement) === true) return;
    box.current?.querySelector<HTMLElement>("input:not([type=radio]):not([disabled])")?.focus();
  }, []);
  return box;
}
