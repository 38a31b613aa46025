import type { common, radius } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Caller, Handlers } from "@isp/rpc";
import type { SecretBox } from "@isp/kernel";
import { writeRequests } from "@isp/runtime";
import { refuse } from "../domain/errors.ts";
import type { IpClass, SpeedProfile } from "../domain/network-lists.ts";
import type { NamedEntry, NetworkList, Radius } from "../usecases/ports.ts";
import { isSeen, type WriteNetworkList } from "../usecases/write-network-list.ts";
import { given } from "./request.ts";
import { sharedPage } from "./shared-page.ts";

type Service = Handlers<typeof radius.NetworkListServiceService>;
type IpClassMethod = Extract<keyof Service, `${string}IpClass${string}`> | "listSharedAddresses";

export type NetworkListDependencies = {
  readonly transact: Transact<Radius>;
  readonly ipClasses: WriteNetworkList<IpClass>;
  readonly speedProfiles: WriteNetworkList<SpeedProfile>;
  readonly box: SecretBox;
};

export function networkListService(dependencies: NetworkListDependencies): Service {
  return { ...ipClassMethods(dependencies), ...speedProfileMethods(dependencies) };
}

function ipClassMethods(parts: NetworkListDependencies): Pick<Service, IpClassMethod> {
  const { transact, ipClasses, box } = parts;
  const toRequest = writeRequests(box);
  return {
    async createIpClass(request, caller) {
      const entry = given(request.ipClass, "ipClass");
      const named = toRequest("CreateIpClass", request);
      return { ipClass: await ipClasses.create(named, entry, caller.units) };
    },
    getIpClass: async ({ id }, caller) => ({
      ipClass: await transact((scope) => read(scope.ipClasses, id, caller)),
    }),
    listIpClasses: async ({ businessUnitId }, caller) => ({
      ipClasses: await transact((scope) => list(scope.ipClasses, businessUnitId, caller)),
    }),
    async listSharedAddresses(request, caller) {
      const ipClass = await transact((scope) => read(scope.ipClasses, request.ipClassId, caller));
      return sharedPage(ipClass, request);
    },
    async updateIpClass(request, caller) {
      const entry = given(request.ipClass, "ipClass");
      const named = toRequest("UpdateIpClass", request);
      return { ipClass: await ipClasses.update(named, entry, request.fields, caller.units) };
    },
    async deleteIpClass(request, caller) {
      await ipClasses.remove(toRequest("DeleteIpClass", request), request, caller.units);
      return {};
    },
  };
}

function speedProfileMethods(parts: NetworkListDependencies): Omit<Service, IpClassMethod> {
  const { transact, speedProfiles, box } = parts;
  const toRequest = writeRequests(box);
  return {
    async createSpeedProfile(request, caller) {
      const entry = toProfile(given(request.speedProfile, "speedProfile"));
      const named = toRequest("CreateSpeedProfile", request);
      return { speedProfile: await speedProfiles.create(named, entry, caller.units) };
    },
    getSpeedProfile: async ({ id }, caller) => ({
      speedProfile: await transact((scope) => read(scope.speedProfiles, id, caller)),
    }),
    listSpeedProfiles: async ({ businessUnitId }, caller) => ({
      speedProfiles: await transact((scope) => list(scope.speedProfiles, businessUnitId, caller)),
    }),
    async updateSpeedProfile(request, caller) {
      const entry = toProfile(given(request.speedProfile, "speedProfile"));
      const named = toRequest("UpdateSpeedProfile", request);
      const { fields } = request;
      return { speedProfile: await speedProfiles.update(named, entry, fields, caller.units) };
    },
    async deleteSpeedProfile(request, caller) {
      await speedProfiles.remove(toRequest("DeleteSpeedProfile", request), request, caller.units);
      return {};
    },
  };
}

async function read<Entry extends NamedEntry>(
  entries: NetworkList<Entry>,
  id: string,
  { units }: Caller,
): Promise<Entry> {
  const entry = await entries.find(id);
  if (isSeen(entry, units)) return entry;
  throw refuse.entry_not_found(`There is no entry ${id} in this list.`);
}

async function list<Entry extends NamedEntry>(
  entries: NetworkList<Entry>,
  businessUnitId: string,
  { units }: Caller,
): Promise<Entry[]> {
  const found = await entries.list(units);
  const serves = (entry: Entry) =>
    businessUnitId === "" || ["", businessUnitId].includes(entry.businessUnitId);
  return found.filter(serves);
}

const still: common.Rate = { downKbps: 0, upKbps: 0 };

/** Other hours are as fast as business hours where nothing is said of them. */
function toProfile({ speed, ...rest }: radius.SpeedProfile): SpeedProfile {
  const businessHours = speed?.businessHours ?? still;
  return { ...rest, speed: { businessHours, otherHours: speed?.otherHours ?? businessHours } };
}
