import { useQuery } from "@tanstack/react-query";
import { type Page, request } from "./client.ts";

/** A mailbox with what its customer chose of it. */
export type Mailbox = {
  readonly id: string;
  readonly address: string;
  /** The login that it came with, and whose name it has. */
  readonly loginId: string | null;
  readonly main: boolean;
  readonly additional: boolean;
  readonly quotaMb: number;
  readonly copyTo: string;
  readonly autoReply: string;
  readonly antispam: boolean;
  readonly antivirus: boolean;
  readonly saveOnServer: boolean;
  readonly registeredAt: string;
  /** An edit names its version. */
  readonly wanted: { readonly state: string; readonly version: number };
  readonly real: { readonly state: string; readonly reason: string };
  /** What lies in it; null while the mail server does not say. */
  readonly usage: { readonly usedBytes: number; readonly messages: number } | null;
};

export type MessageHead = {
  readonly uid: number;
  readonly date: string | null;
  readonly from: string;
  readonly subject: string;
};

export type Message = MessageHead & {
  readonly to: string;
  readonly text: string;
  /** Sanitised by the server: nothing in it runs or is fetched. */
  readonly html: string;
  readonly attachments: readonly string[];
};

/** What shows mailboxes, and is read again after one was changed. */
export const mailboxRoots: readonly string[] = ["customers", "subscriptions", "mailboxes"];

/** One mailbox as it is now: a dialog begins with what is true. */
export function useMailbox(id: string) {
  return useQuery({
    queryKey: ["mailboxes", id],
    queryFn: ({ signal }) => request<Mailbox>(`/mailboxes/${id}`, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** The newest messages; the trail keeps who looked, and why. */
export function useMessages(id: string, reason: string | undefined) {
  return useQuery({
    queryKey: ["mailbox-messages", id, reason],
    queryFn: ({ signal }) =>
      request<Page<MessageHead> & { readonly total: number }>(`/mailboxes/${id}/messages`, {
        query: { reason, limit: 50 },
        signal,
      }),
    enabled: reason !== undefined,
    gcTime: 0,
    retry: false,
  });
}

export function useMessage(id: string, uid: number | undefined, reason: string) {
  return useQuery({
    queryKey: ["mailbox-messages", id, "open", uid],
    queryFn: ({ signal }) =>
      request<Message>(`/mailboxes/${id}/messages/${uid ?? 0}`, { query: { reason }, signal }),
    enabled: uid !== undefined,
    gcTime: 0,
    retry: false,
  });
}

/** Further addresses of a mailbox; the key is the one under which a removal finds it. */
export const aliasesOf = (id: string) => `mailboxes/${id}/aliases`;

export function useAliases(id: string) {
  return useQuery({
    queryKey: [aliasesOf(id)],
    queryFn: ({ signal }) =>
      request<Page<{ readonly address: string }>>(`/${aliasesOf(id)}`, { signal }),
    staleTime: 0,
  });
}

/** A letter that waits for its sender's word. */
export type HeldLetter = {
  readonly id: string;
  readonly sender: string;
  readonly subject: string;
  readonly heldAt: string;
};

export const heldRoot = "held-letters";

export function useHeldLetters(id: string, reason: string) {
  return useQuery({
    queryKey: [heldRoot, id, reason],
    queryFn: ({ signal }) =>
      request<Page<HeldLetter>>(`/mailboxes/${id}/held-letters`, { query: { reason }, signal }),
    gcTime: 0,
    retry: false,
  });
}
