import type { radius } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { normaliseLogin } from "@isp/kernel";
import { type Handlers, sees } from "@isp/rpc";
import { refuse, refuseFields } from "../domain/errors.ts";
import type { Radius } from "../usecases/ports.ts";
import { searchConnections } from "../usecases/search-connections.ts";
import { toSessionMessage } from "./messages.ts";
import { paged, pageLimit } from "./paging.ts";
import { given } from "./request.ts";

const mostDevices = 50;
const needsMore = "needs a login, an address or a routing point beside it";

export function sessionService(
  transact: Transact<Pick<Radius, "sessions" | "logins" | "ipClasses">>,
): Handlers<typeof radius.SessionServiceService> {
  return {
    async listSessions({ login, ip, at, routingPointId, openOnly, pageSize, pageToken }, caller) {
      // An instant alone would read the whole archive.
      const isNarrow = openOnly || [login, ip, routingPointId].some((given) => given !== "");
      if (at !== undefined && !isNarrow) refuseFields([{ pointer: "/at", detail: needsMore }]);
      const limit = pageLimit(pageSize);
      const found = await transact(({ sessions }) =>
        sessions.list({
          username: normaliseLogin(login),
          address: ip,
          at: at ?? null,
          routingPointId,
          openOnly,
          units: caller.units,
          before: pageToken,
          limit: limit + 1,
        }),
      );
      const { rows, nextPageToken } = paged(found, limit);
      return { sessions: rows.map(toSessionMessage), nextPageToken };
    },
    async searchConnections({ ip, port, at }, { units }) {
      const found = await transact((scope) =>
        searchConnections(scope, { address: ip, port, at: given(at, "at"), units }),
      );
      return { address: found.address, sessions: found.sessions.map(toSessionMessage) };
    },
    async findDevice({ mac }, { units }) {
      const found = await transact(({ sessions }) => sessions.ofDevice(mac, units, mostDevices));
      const devices = new Map(
        found.map(({ customerId, username, state }) => [
          customerId ?? "",
          { customerId: customerId ?? "", username, mac: state.mac ?? "" },
        ]),
      );
      return { devices: [...devices.values()] };
    },
    async getConnection({ loginId }, caller) {
      const session = await transact(async ({ logins, sessions }) => {
        const login = await logins.find(loginId);
        if (login === null || !sees(caller, login.businessUnitId))
          throw refuse.login_not_found(`There is no login ${loginId}.`);
        const [newest] = await sessions.openOfLogins([loginId]);
        return newest;
      });
      if (session === undefined) throw refuse.session_not_found("The login is not connected.");
      return { session: toSessionMessage(session) };
    },
  };
}
