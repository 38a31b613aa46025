import { type FieldProblem, isLoginName } from "@isp/kernel";
import { refuseFields } from "./errors.ts";

const shortestPassword = 6;
/** RFC 2865 5.2: User-Password carries no more. */
const longestPassword = 128;

/** Refuses a login name that servers would not all take, and a password that PAP cannot carry. */
export function checkCredentials(username: string, password: string): void {
  refuseFields([...nameProblems(username), ...passwordProblems(password)]);
}

export function checkName(username: string): void {
  refuseFields(nameProblems(username));
}

function nameProblems(username: string): FieldProblem[] {
  if (isLoginName(username)) return [];
  return [{ pointer: "/username", detail: "has 1 to 63 of a-z, 0-9, dot, dash and underscore" }];
}

export function checkPassword(password: string): void {
  refuseFields(passwordProblems(password));
}

function passwordProblems(password: string): FieldProblem[] {
  const bytes = new TextEncoder().encode(password).length;
  const fits = password.length >= shortestPassword && bytes <= longestPassword;
  // A control character could not be typed into most routers, and NUL ends a RADIUS password.
  if (fits && !/\p{Cc}/u.test(password)) return [];
  return [
    {
      pointer: "/password",
      detail: `has ${shortestPassword} to ${longestPassword} characters, no control characters`,
    },
  ];
}
