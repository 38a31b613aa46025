import type { TFunction } from "i18next";

const shortest = 6;

/** What a password of an operator must be, as the API asks it. */
export function passwordRules(t: TFunction) {
  return [
    { required: true, message: t("staff.passwordMissing") },
    { min: shortest, message: t("staff.passwordShort") },
  ];
}
