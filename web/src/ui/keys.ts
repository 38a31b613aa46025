import { useEffect, useRef } from "react";

/** Does something when a key is pressed; the newest wishes are always the ones that count. */
export function useKey(matches: (event: KeyboardEvent) => boolean, act: () => void): void {
  const latest = useRef({ matches, act });
  useEffect(() => {
    latest.current = { matches, act };
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !latest.current.matches(event)) return;
      event.preventDefault();
      latest.current.act();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

/** Ctrl+S, and Cmd+S where that is the habit. */
export function isSave(event: KeyboardEvent): boolean {
  return event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey);
}

/** Esc, when no open dialog or list should have it. */
export function isLeave(event: KeyboardEvent): boolean {
  const open = ".ant-select-open, .ant-popover, .ant-modal-wrap";
  return event.key === "Escape" && ![...document.querySelectorAll(open)].some(isVisible);
}

/** A slash that is not being typed into a field. */
export function isSlash(event: KeyboardEvent): boolean {
  const typing = "input, textarea, [contenteditable=true]";
  const isTyping = event.target instanceof HTMLElement && event.target.closest(typing) !== null;
  return event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey;
}

// A dialog is fixed, and so has no parent to be offset from.
function isVisible(element: Element): boolean {
  return element.checkVisibility();
}
