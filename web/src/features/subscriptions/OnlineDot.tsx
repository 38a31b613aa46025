import { StateDot } from "../../ui/StateDot.tsx";
import { useConnection } from "../network/use-connection.ts";

/** Says whether a login is connected now. */
export function OnlineDot({ loginId }: { readonly loginId: string }) {
  const connection = useConnection(loginId);
  if (connection.data === undefined) return null;
  return <StateDot state={connection.data === null ? "offline" : "online"} />;
}
