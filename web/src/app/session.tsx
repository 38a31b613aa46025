import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from "react";
import { whenSessionExpires } from "../api/client.ts";
import { readSession, type Session, signOut } from "../api/session.ts";
import { forgetDrafts } from "../ui/use-draft.ts";
import { allowsAny } from "./permissions.ts";
import { forgetCustomers } from "./recent-customers.ts";

export type SessionState =
  | { readonly kind: "asking" }
  | { readonly kind: "signed-out" }
  | { readonly kind: "signed-in"; readonly session: Session }
  /** The server forgot the session while a screen was open; the screen and its text stay. */
  | { readonly kind: "expired"; readonly session: Session };

type SessionControl = {
  readonly state: SessionState;
  readonly entered: (session: Session) => void;
  readonly leave: () => Promise<void>;
};

const SessionContext = createContext<SessionControl | undefined>(undefined);

/** Knows who is signed in, and notices when the server no longer does. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<SessionState>({ kind: "asking" });

  useEffect(() => {
    whenSessionExpires(() => setState(expire));
    readSession().then(
      (session) => setState({ kind: "signed-in", session }),
      () => setState({ kind: "signed-out" }),
    );
  }, []);

  const entered = useCallback(
    (session: Session) => {
      setState({ kind: "signed-in", session });
      void client.invalidateQueries();
    },
    [client],
  );
  const leave = useCallback(async () => {
    await signOut().catch(() => undefined);
    forgetCustomers();
    forgetDrafts();
    client.clear();
    setState({ kind: "signed-out" });
  }, [client]);

  const control = useMemo(() => ({ state, entered, leave }), [state, entered, leave]);
  return <SessionContext value={control}>{children}</SessionContext>;
}

/** The session and what can be done with it. */
export function useSession(): SessionControl {
  const control = use(SessionContext);
  if (control === undefined) throw new Error("useSession needs a SessionProvider above it");
  return control;
}

const nothing: readonly string[] = [];

/** What the operator's role allows; nothing while nobody is signed in. */
export function usePermissions(): readonly string[] {
  const { state } = useSession();
  return "session" in state ? state.session.permissions : nothing;
}

/** True when the operator may do what a permission names. */
export function useMay(permission: string): boolean {
  return allowsAny(usePermissions(), [permission]);
}

/** True when one of the permissions is enough. */
export function useMayAny(permissions: readonly string[]): boolean {
  return allowsAny(usePermissions(), permissions);
}

/** Answers for any permission whether the operator has it. */
export function useAllowed(): (permission: string) => boolean {
  const held = usePermissions();
  return (permission) => allowsAny(held, [permission]);
}

function expire(state: SessionState): SessionState {
  return state.kind === "signed-in" ? { kind: "expired", session: state.session } : state;
}
