/** An operator as the API shows him. */
export type Operator = {
  readonly id: string;
  readonly version: number;
  readonly username: string;
  readonly name: string;
  readonly roleId: string;
  readonly units: "*" | readonly string[];
  readonly disabledAt: string | null;
  readonly createdAt: string;
};

export type Limits = {
  readonly maxDiscountPercent: number | null;
  readonly backDatingDays: number | null;
};

/** What its holders may do; one that Torre brings along has a key. */
export type Role = {
  readonly id: string;
  readonly version: number;
  readonly key: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly limits: Limits;
};

export type ApiToken = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
};
