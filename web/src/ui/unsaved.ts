import { useEffect, useRef } from "react";

/** Something that is being typed; with `drop` it is a draft, which survives a reload. */
export type Unsaved = { readonly isChanged: () => boolean; readonly drop?: () => void };

const held = new Set<() => Unsaved>();

/** What is typed here is asked after before it is left behind, for as long as it is on the screen. */
export function useUnsaved(unsaved: Unsaved): void {
  const latest = useRef(unsaved);
  useEffect(() => {
    latest.current = unsaved;
  });
  useEffect(() => {
    const read = () => latest.current;
    held.add(read);
    return () => {
      held.delete(read);
    };
  }, []);
}

/** Is there anything typed that is not saved? */
export function isAnythingUnsaved(): boolean {
  return changed().length > 0;
}

/** Would a reload lose any of it? */
export function isAnythingLost(): boolean {
  return changed().some(({ drop }) => drop === undefined);
}

/** Throws it away, drafts too. */
export function dropUnsaved(): void {
  for (const { drop } of changed()) drop?.();
}

function changed(): Unsaved[] {
  return [...held].map((read) => read()).filter(({ isChanged }) => isChanged());
}
