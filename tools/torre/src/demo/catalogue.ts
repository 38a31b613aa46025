type Rate = { readonly downKbps: number; readonly upKbps: number };

/** A plan as `POST /plans` takes it, without its business unit. */
export type PlanBody = {
  readonly name: string;
  readonly kind: "dial-up" | "broadband" | "ivr-extra-point" | "email" | "hosting" | "other";
  readonly priceCents: number;
  readonly simultaneousUse: number;
  readonly loginCreatesMailbox: boolean;
  readonly speed?: { readonly businessHours: Rate; readonly otherHours: Rate };
  readonly mailboxes: {
    readonly included: number;
    readonly additionalFeeCents: number;
    readonly quotaMb: number;
  };
  readonly hosting?: {
    readonly diskMb: number;
    readonly domains: number;
    readonly databases: number;
    readonly ftpUsers: number;
  };
};

/** A plan and how many of a thousand demo customers take it. */
export type DemoPlan = { readonly share: number; readonly body: PlanBody };

const mailboxes = (included: number, quotaMb: number) => ({
  included,
  additionalFeeCents: 500,
  quotaMb,
});

const steady = (downKbps: number, upKbps: number) => ({
  businessHours: { downKbps, upKbps },
  otherHours: { downKbps, upKbps },
});

const connection = (
  kind: "dial-up" | "broadband" | "ivr-extra-point",
  name: string,
  priceCents: number,
): Pick<PlanBody, "kind" | "name" | "priceCents" | "simultaneousUse" | "loginCreatesMailbox"> => ({
  kind,
  name,
  priceCents,
  simultaneousUse: 1,
  loginCreatesMailbox: true,
});

/** The manual's plans, which still have their customers, and what is sold today. */
export const plans: readonly DemoPlan[] = [
  {
    share: 20,
    body: {
      ...connection("dial-up", "Dial Up Ilimitado", 2_990),
      speed: steady(56, 33),
      mailboxes: mailboxes(1, 100),
    },
  },
  {
    share: 40,
    body: {
      ...connection("broadband", "Banda Larga Residencial 256 Kbps", 4_990),
      speed: {
        businessHours: { downKbps: 256, upKbps: 128 },
        otherHours: { downKbps: 512, upKbps: 256 },
      },
      mailboxes: mailboxes(1, 250),
    },
  },
  {
    share: 40,
    body: {
      ...connection("broadband", "Banda Larga Residencial 512 Kbps", 6_990),
      speed: {
        businessHours: { downKbps: 512, upKbps: 256 },
        otherHours: { downKbps: 1_024, upKbps: 512 },
      },
      mailboxes: mailboxes(2, 250),
    },
  },
  {
    share: 20,
    body: {
      ...connection("broadband", "Banda Larga Comercial 512 Kbps", 9_990),
      speed: steady(512, 512),
      mailboxes: mailboxes(5, 500),
    },
  },
  {
    share: 10,
    body: {
      ...connection("ivr-extra-point", "IVR Ponto Adicional", 1_990),
      speed: steady(256, 128),
      mailboxes: mailboxes(0, 100),
    },
  },
  {
    share: 30,
    body: {
      kind: "email",
      name: "E-mail 1 GB",
      priceCents: 990,
      simultaneousUse: 0,
      loginCreatesMailbox: false,
      mailboxes: mailboxes(1, 1_024),
    },
  },
  {
    share: 30,
    body: {
      kind: "hosting",
      name: "Hospedagem 5 GB",
      priceCents: 3_990,
      simultaneousUse: 0,
      loginCreatesMailbox: false,
      mailboxes: mailboxes(10, 1_024),
      hosting: { diskMb: 5_120, domains: 1, databases: 2, ftpUsers: 3 },
    },
  },
  ...[
    { megabits: 300, priceCents: 8_990, share: 330 },
    { megabits: 500, priceCents: 9_990, share: 280 },
    { megabits: 700, priceCents: 11_990, share: 130 },
    { megabits: 1_000, priceCents: 14_990, share: 70 },
  ].map(({ megabits, priceCents, share }) => ({
    share,
    body: {
      ...connection("broadband", `Fibra ${megabits} Mega`, priceCents),
      speed: steady(megabits * 1_000, megabits * 500),
      mailboxes: mailboxes(1, 1_024),
    },
  })),
];
