import { useQuery } from "@tanstack/react-query";
import { request } from "./client.ts";

export type Login = {
  readonly id: string;
  readonly version: number;
  readonly username: string;
  readonly main: boolean;
  readonly portalAccess: boolean;
  /** The mailbox has not followed the last change yet. */
  readonly mailPending: boolean;
};

/** One login as radius has it. */
export function useLogin(id: string | undefined) {
  return useQuery({
    queryKey: ["logins", id],
    queryFn: ({ signal }) => request<Login>(`/logins/${id ?? ""}`, { signal }),
    enabled: id !== undefined,
  });
}
