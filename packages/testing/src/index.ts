export { eventually } from "./eventually.ts";
export { type FakeClock, fakeClock } from "./fake-clock.ts";
export { freePort } from "./free-port.ts";
export { sharedMariadbUrl, startMariadb, type TestMariadb } from "./mariadb-server.ts";
export { startNats, type TestNats } from "./nats-server.ts";
export { type OwnProcess, startProcess } from "./processes.ts";
export { type CaughtLetter, type SmtpCatcher, startSmtpCatcher } from "./smtp-catcher.ts";
export { temporaryFolder } from "./temporary-folder.ts";
export {
  createSchema,
  openTestDatabase,
  type TestDatabase,
  type TestSchema,
} from "./test-schema.ts";
export { type TestIdentity, testIdentities } from "./test-identities.ts";
