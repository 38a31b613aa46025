import { useQuery } from "@tanstack/react-query";
import { type Page, request } from "../../api/client.ts";
import { useMay } from "../../app/session.tsx";
import type { Operator } from "./staff.ts";

/** Everybody who works here, for who may know it. */
export function useOperators() {
  const isAllowed = useMay("operators.read");
  return useQuery({
    queryKey: ["operators", "all"],
    queryFn: ({ signal }) => request<Page<Operator>>("/operators", { signal }),
    enabled: isAllowed,
    staleTime: 60_000,
  });
}
