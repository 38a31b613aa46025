export type Place = {
  readonly city: string;
  readonly ibgeCode: string;
  /** First five digits of its postal codes. */
  readonly postalPrefix: string;
  readonly areaCode: string;
};

export type RoutingPoint = { readonly name: string; readonly kind: string };

export type Unit = {
  readonly name: string;
  readonly mailDomain: string;
  readonly prorationBasis: "actual" | "commercial30";
  readonly advanceBilling: boolean;
  readonly places: readonly [Place, ...Place[]];
  readonly districts: readonly string[];
  readonly salespeople: readonly string[];
  readonly routingPoints: readonly RoutingPoint[];
};

const place = (city: string, ibgeCode: string, postalPrefix: string, areaCode: string): Place => ({
  city,
  ibgeCode,
  postalPrefix,
  areaCode,
});

/** Where the demo provider sells; its own city comes first in each unit. */
export const units: readonly Unit[] = [
  {
    name: "Londrina",
    mailDomain: "londrina.exemplo.net.br",
    prorationBasis: "actual",
    advanceBilling: false,
    places: [
      place("Londrina", "4113700", "86010", "43"),
      place("Cambé", "4103701", "86181", "43"),
      place("Ibiporã", "4109807", "86200", "43"),
    ],
    districts: ["Centro", "Gleba Palhano", "Jardim Higienópolis", "Cinco Conjuntos", "Vila Casoni"],
    salespeople: ["Marcos Tavares", "Renata Fujii"],
    routingPoints: [
      { name: "Torre Gleba Palhano", kind: "tower" },
      { name: "Condomínio Royal Park", kind: "condominium" },
      { name: "Servidor Dial Up Londrina", kind: "server" },
    ],
  },
  {
    name: "Maringá",
    mailDomain: "maringa.exemplo.net.br",
    prorationBasis: "commercial30",
    advanceBilling: false,
    places: [
      place("Maringá", "4115200", "87013", "44"),
      place("Sarandi", "4126256", "87111", "44"),
      place("Marialva", "4114807", "86990", "44"),
    ],
    districts: ["Zona 7", "Zona 2", "Jardim Alvorada", "Vila Morangueira", "Centro"],
    salespeople: ["Luana Prestes", "Igor Sakamoto"],
    routingPoints: [
      { name: "Torre Catedral", kind: "tower" },
      { name: "Rádio Jardim Alvorada", kind: "radio" },
      { name: "Servidor Dial Up Maringá", kind: "server" },
    ],
  },
  {
    name: "Curitiba",
    mailDomain: "curitiba.exemplo.net.br",
    prorationBasis: "actual",
    advanceBilling: true,
    places: [
      place("Curitiba", "4106902", "80010", "41"),
      place("São José dos Pinhais", "4125506", "83005", "41"),
      place("Pinhais", "4119152", "83320", "41"),
    ],
    districts: ["Batel", "Água Verde", "Portão", "Boa Vista", "Santa Felicidade"],
    salespeople: ["Denise Kowalski", "Rafael Pinto"],
    routingPoints: [
      { name: "Torre Água Verde", kind: "tower" },
      { name: "Poste 4412 Portão", kind: "pole" },
      { name: "Servidor Dial Up Curitiba", kind: "server" },
    ],
  },
];
