export type { CivilDate } from "./civil-date.ts";
export {
  addDays,
  civilDateIn,
  dayOfMonth,
  daysBetween,
  daysInMonth,
  earlier,
  isCivilDate,
  isTimeZone,
  startOfDay,
  later,
} from "./civil-date.ts";
export { type Clock, systemClock } from "./clock.ts";
export { digestOf } from "./digest.ts";
export {
  DomainError,
  declaredErrors,
  defineErrors,
  type ErrorDetails,
  type ErrorKind,
  type FieldProblem,
} from "./errors.ts";
export { bankingDayFrom, isBankingDay, isNationalHoliday } from "./holidays.ts";
export { type Failpoints, failpoints, noFailpoints } from "./failpoint.ts";
export {
  type Computed,
  checkFormula,
  computeFormula,
  type Formula,
  type FormulaName,
  formulaNames,
  type FormulaValues,
  parseFormula,
} from "./formula.ts";
export { derivedId, isId, newId, timeOfId } from "./id.ts";
export { type Centavos, roundHalfUp } from "./money.ts";
export { isDomainName, isLoginName, normaliseLogin } from "./names.ts";
export { type SecretBox, secretBox } from "./secret-box.ts";
export { derivedRequestId } from "./request-id.ts";
export {
  followService,
  isGone,
  isServiceState,
  type ItemPlace,
  type ItemState,
  moveItem,
  newItemState,
  type Real,
  type ServiceState,
  type Wanted,
} from "./item-state.ts";
export { generatePassword, randomWord } from "./generate-password.ts";
export { hashPassword, unmatchableHash, verifyPassword } from "./password.ts";
