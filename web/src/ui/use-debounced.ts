import { useEffect, useState } from "react";

/** The value once it has stayed the same for a while, so that not every key asks the server. */
export function useDebounced<Value>(value: Value, ms = 180): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), ms);
    return () => window.clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
