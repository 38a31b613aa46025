import { common, plans, radius } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Clock, Failpoints, SecretBox } from "@isp/kernel";
import type { RpcServer } from "@isp/rpc";
import { checkIpClass, checkSpeedProfile, withNetmask } from "../domain/network-lists.ts";
import { changeLoginPassword } from "../usecases/change-login-password.ts";
import { bindMac, unbindMac } from "../usecases/bind-mac.ts";
import { changeIp } from "../usecases/change-ip.ts";
import { createIp } from "../usecases/create-ip.ts";
import { createLogin } from "../usecases/create-login.ts";
import type { IpModel } from "../model/ips.ts";
import type { LoginModel } from "../model/logins.ts";
import type { NasTable } from "../model/nas-table.ts";
import { closeRecord } from "../usecases/close-record.ts";
import { deleteLogin } from "../usecases/delete-login.ts";
import { disconnectLogin } from "../usecases/disconnect-login.ts";
import { disconnectRoutingPoint } from "../usecases/disconnect-routing-point.ts";
import { lookAtLogin } from "../usecases/look-at-login.ts";
import { makeMainLogin } from "../usecases/make-main-login.ts";
import type { Mailboxes, Radius, Subscriptions } from "../usecases/ports.ts";
import { releaseAccess } from "../usecases/release-access.ts";
import { removeIp } from "../usecases/remove-ip.ts";
import { reserveAccess } from "../usecases/reserve-access.ts";
import { reserveAccesses } from "../usecases/reserve-accesses.ts";
import { takeOver } from "../usecases/take-over.ts";
import { renameLogin } from "../usecases/rename-login.ts";
import { updateLogin } from "../usecases/update-login.ts";
import { sourceAddress } from "../udp/source-address.ts";
import { writeNetworkList } from "../usecases/write-network-list.ts";
import { writeNas } from "../usecases/write-nas.ts";
import { writeRoutingPoint } from "../usecases/write-routing-point.ts";
import { itemOf } from "../events/published.ts";
import { interimMs } from "../accounting/interval.ts";
import { accessService } from "./access-service.ts";
import { controlService } from "./control-service.ts";
import { diagnosisService } from "./diagnosis-service.ts";
import { loginService } from "./login-service.ts";
import { ipService } from "./ip-service.ts";
import { networkListService } from "./network-list-service.ts";
import { networkService } from "./network-service.ts";
import { nocService } from "./noc-service.ts";
import { operationParticipant } from "./operation-participant.ts";
import { sessionService } from "./session-service.ts";

export type RegistrationDependencies = {
  readonly look: Transact<Radius>;
  readonly transact: Transact<Radius>;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly mailboxes: Mailboxes;
  readonly subscriptions: Subscriptions;
  readonly failpoint: Failpoints;
  /** What this replica answers access servers by. */
  readonly models: {
    readonly logins: LoginModel;
    readonly ips: IpModel;
    readonly nas: NasTable;
  };
};

/** Everything radius offers by gRPC. */
export function registration(dependencies: RegistrationDependencies): (server: RpcServer) => void {
  const { look, transact, box, clock, subscriptions } = dependencies;
  const access = accessService({
    transact: look,
    subscriptions,
    reserveAccess: reserveAccess(dependencies),
    releaseAccess: releaseAccess(dependencies),
    reserveAccesses: reserveAccesses(dependencies),
    createLogin: createLogin(dependencies),
    changeLoginPassword: changeLoginPassword(transact, box, clock),
    box,
  });
  const logins = loginService({
    updateLogin: updateLogin(transact, clock),
    renameLogin: renameLogin(dependencies),
    makeMainLogin: makeMainLogin(transact, clock),
    deleteLogin: deleteLogin(transact, clock),
    box,
  });
  const noc = nocService({ transact: look, models: dependencies.models, clock });
  const diagnosis = diagnosisService({
    lookAt: lookAtLogin(look, dependencies.models),
    nas: dependencies.models.nas,
    clock,
  });
  const control = controlService({
    transact: look,
    disconnectLogin: disconnectLogin(transact, clock),
    closeRecord: closeRecord(transact, clock, interimMs),
    disconnectRoutingPoint: disconnectRoutingPoint(transact, clock),
    box,
  });
  const network = networkService({
    transact: look,
    routingPoints: writeRoutingPoint(transact, clock),
    nas: writeNas({ ...dependencies, addressOf: sourceAddress }),
    box,
  });
  const networkLists = networkListService({
    transact,
    box,
    ipClasses: writeNetworkList(transact, clock, {
      of: (scope) => scope.ipClasses,
      completed: withNetmask,
      check: checkIpClass,
      uses: ({ ips }, { id }) => ips.countOfClass(id),
    }),
    speedProfiles: writeNetworkList(transact, clock, {
      of: (scope) => scope.speedProfiles,
      completed: (entry) => entry,
      check: checkSpeedProfile,
      // A profile is copied where it is chosen: who has its speed uses it.
      uses: ({ ips }, { speed, businessUnitId }) => ips.countAtSpeed(speed, businessUnitId),
    }),
  });
  const addIp = createIp(dependencies);
  const ips = ipService({
    look,
    createIp: addIp,
    bindMac: bindMac({ look, transact, clock, createIp: addIp }),
    unbindMac: unbindMac(transact, clock),
    changeIp: changeIp(transact, clock),
    removeIp: removeIp(transact, clock),
    box,
  });
  const takeOverImported = takeOver(transact, clock);
  return (server) => {
    server.add(plans.ImportParticipantServiceService, {
      takeOver: async (request) => ({
        items: (await takeOverImported(request.subscriptions)).map(itemOf),
      }),
    });
    server.add(radius.NetworkListServiceService, networkLists);
    server.add(radius.IpServiceService, ips);
    server.add(radius.AccessServiceService, access);
    server.add(radius.LoginServiceService, logins);
    server.add(radius.ControlServiceService, control);
    server.add(radius.DiagnosisServiceService, diagnosis);
    server.add(radius.NocServiceService, noc);
    server.add(radius.NetworkServiceService, network);
    server.add(radius.SessionServiceService, sessionService(look));
    server.add(common.OperationParticipantService, operationParticipant(look, transact));
  };
}
