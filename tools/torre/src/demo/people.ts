import { type Chance, chanceOf } from "./chance.ts";
import { type DemoPlan, plans } from "./catalogue.ts";
import { cnpj, cpf } from "./documents.ts";
import { type Place, type Unit, units } from "./places.ts";

const firstNames = [
  "Ana",
  "Antônio",
  "Beatriz",
  "Bruno",
  "Camila",
  "Carlos",
  "Cláudia",
  "Daniel",
  "Débora",
  "Eduardo",
  "Fernanda",
  "Gabriel",
  "Helena",
  "Igor",
  "João",
  "José",
  "Juliana",
  "Larissa",
  "Luís",
  "Marcos",
  "Maria",
  "Mariana",
  "Natália",
  "Otávio",
  "Patrícia",
  "Paulo",
  "Rafael",
  "Sônia",
  "Tiago",
  "Vitória",
];
const lastNames = [
  "Almeida",
  "Barbosa",
  "Cardoso",
  "Carvalho",
  "Costa",
  "Couto",
  "Ferreira",
  "Gomes",
  "Gonçalves",
  "Lima",
  "Martins",
  "Monteiro",
  "Nogueira",
  "Oliveira",
  "Pereira",
  "Ribeiro",
  "Rocha",
  "Santos",
  "Silva",
  "Souza",
  "Takahashi",
  "Teixeira",
  "Vieira",
  "Yamamoto",
];
const trades = [
  "Padaria",
  "Mercado",
  "Farmácia",
  "Auto Peças",
  "Clínica",
  "Contabilidade",
  "Escola",
  "Hotel",
  "Imobiliária",
  "Materiais de Construção",
];
const streets = [
  "Rua Sergipe",
  "Rua Piauí",
  "Avenida Brasil",
  "Rua das Flores",
  "Avenida Higienópolis",
  "Rua XV de Novembro",
  "Rua Santos Dumont",
  "Avenida Colombo",
  "Rua Mato Grosso",
  "Rua Pará",
];

/** A customer as the API takes him. */
export type PersonData = {
  readonly name: string;
  readonly personType: "individual" | "company";
  readonly document: string;
  readonly city: string;
  readonly address: ReturnType<typeof addressIn>;
  readonly email: string;
  readonly phone: string;
};

/** One made-up customer and what he takes, as the API takes them. */
export type Person = {
  readonly unit: Unit;
  readonly plan: DemoPlan["body"];
  /** Only where the plan is delivered at one: broadband and extra points. */
  readonly routingPoint: string | undefined;
  readonly customer: PersonData;
  readonly startedDaysAgo: number;
  readonly status: "enabled" | "waiting-installation";
  readonly access: { readonly username: string; readonly password: string } | undefined;
};

const ownPasswords = 500;

/** The n-th customer of a seed; nothing of it depends on any other. */
export function person(seed: number, index: number): Person {
  const chance = chanceOf("person", seed, index);
  const unit = chance.pick(units);
  const plan = drawPlan(chance);
  const { login, customer } = customerOf(unit, chance, { seed, index });
  const status = chance.number(12) === 0 ? "waiting-installation" : "enabled";
  const withLogin = connecting.has(plan.kind) && status === "enabled";
  const routingPoint = chance.pick(unit.routingPoints).name;
  // The first have passwords of their own; with the many others, mail computes one hash for a batch.
  const drawn = index < ownPasswords ? chance.number(9_000_000) + 1_000_000 : 1_234_567;
  const password = `Demo-${drawn}`;
  return {
    unit,
    plan,
    routingPoint: atRoutingPoint.has(plan.kind) ? routingPoint : undefined,
    customer,
    startedDaysAgo: chance.number(60),
    status,
    access: withLogin ? { username: login, password } : undefined,
  };
}

const connecting = new Set(["dial-up", "broadband", "ivr-extra-point"]);
const atRoutingPoint = new Set(["broadband", "ivr-extra-point"]);

function customerOf(unit: Unit, chance: Chance, { seed, index }: { seed: number; index: number }) {
  const place = chance.number(4) === 0 ? chance.pick(unit.places) : unit.places[0];
  const company = chance.number(10) === 0;
  const first = chance.pick(firstNames);
  const last = `${chance.pick(lastNames)} ${chance.pick(lastNames)}`;
  const family = plain(last.split(" ")[0] ?? "");
  const login = `${plain(first)}.${family}${index + 1}${seed === 1 ? "" : `s${seed}`}`;
  const customer: PersonData = {
    name: company ? `${chance.pick(trades)} ${last} Ltda` : `${first} ${last}`,
    personType: company ? "company" : "individual",
    document: company ? cnpj(seed, index) : cpf(seed, index),
    city: place.city,
    address: addressIn(place, unit, chance),
    email: `${login}@exemplo.com.br`,
    phone: `${place.areaCode}9${90_000_000 + chance.number(9_999_999)}`,
  };
  return { login, customer };
}

function drawPlan(chance: Chance): DemoPlan["body"] {
  let left = chance.number(plans.reduce((sum, { share }) => sum + share, 0));
  const drawn = plans.find(({ share }) => (left -= share) < 0);
  return (drawn ?? chance.pick(plans)).body;
}

function addressIn(place: Place, unit: Unit, chance: Chance) {
  return {
    postalCode: `${place.postalPrefix}${String(chance.number(900)).padStart(3, "0")}`,
    street: chance.pick(streets),
    number: `${chance.number(2_400) + 10}`,
    complement: chance.number(3) === 0 ? `Apto ${chance.number(180) + 11}` : "",
    district: chance.pick(unit.districts),
    city: place.city,
    state: "PR",
    ibgeCode: place.ibgeCode,
  };
}

/** A name as it may stand in a login: lower-case ASCII. */
function plain(name: string): string {
  return name
    .normalize("NFD")
    .replaceAll(/[^A-Za-z]/g, "")
    .toLowerCase();
}
