/** The names above a domain, of at least two labels, nearest first. */
export function parentsOf(name: string): readonly string[] {
  const labels = name.split(".");
  return labels.slice(1, -1).map((_, at) => labels.slice(at + 1).join("."));
}

/** Registries sell below these, so that they are nobody's to host. */
const registries =
  /^(?:com|net|org|edu|gov|mil|art|blog|dev|eco|emp|etc|far|flog|gov|ind|inf|jus|leg|log|mp|nom|psi|rec|srv|tec|tur|tv|vlog|wiki|adv|adm|agr|arq|bio|cim|cng|cnt|co|coop|ecn|eng|esp|eti|fm|fnd|fot|fst|g12|ggf|imb|jor|lel|mat|med|mus|not|ntr|odo|ppg|pro|psc|qsl|radio|slg|taxi|teo|tmp|trd|vet|zlg)\.br$/;

export const isRegistry = (name: string): boolean => registries.test(name);
