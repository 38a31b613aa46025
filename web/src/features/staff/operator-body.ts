import type { Operator } from "./staff.ts";

export type OperatorForm = {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  readonly roleId: string;
  readonly everyUnit: boolean;
  readonly units: readonly string[];
  readonly isDisabled: boolean;
};

/** An operator as the form shows him. */
export function toOperatorForm({ units, disabledAt, ...operator }: Operator): object {
  const { username, name, roleId } = operator;
  const isEvery = units === "*";
  return {
    username,
    name,
    roleId,
    everyUnit: isEvery,
    units: isEvery ? [] : units,
    isDisabled: disabledAt !== null,
  };
}

/** A new operator as the API takes him. */
export function toOperator(values: OperatorForm): object {
  const { username, name, password, roleId } = values;
  return { username, name, password, roleId, units: unitsOf(values) };
}

/** What of an operator can be changed; his user name stays. */
export function toOperatorEdit(values: OperatorForm): object {
  const { name, roleId, isDisabled } = values;
  return { name, roleId, units: unitsOf(values), disabled: isDisabled };
}

function unitsOf({ everyUnit, units }: OperatorForm): "*" | readonly string[] {
  return everyUnit ? "*" : (units ?? []);
}
