import { type RefObject, useEffect, useRef, useState } from "react";

/** The width of an element as it is now, so that a drawing keeps its letters' size. */
export function useWidth<T extends Element>(usual: number): readonly [RefObject<T | null>, number] {
  const place = useRef<T>(null);
  const [width, setWidth] = useState(usual);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const watcher = new ResizeObserver(([entry]) => {
      const found = Math.round(entry?.contentRect.width ?? 0);
      if (found > 0) setWidth(found);
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return [place, width];
}
