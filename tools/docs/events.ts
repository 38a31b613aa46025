import {
  billingEvents,
  hostingEvents,
  mailEvents,
  plansEvents,
  radiusEvents,
} from "../../packages/contracts/src/index.ts";
import { streams } from "../../packages/messaging/src/topology.ts";
import type { Field, Message } from "./image.ts";

type Facts = {
  readonly subject: string;
  readonly names: readonly string[];
  readonly protoName: string;
  readonly versioned: boolean;
  readonly routed: boolean;
};

const tables = { plansEvents, billingEvents, radiusEvents, mailEvents, hostingEvents };
const all: readonly Facts[] = Object.values(tables).flatMap((table): Facts[] =>
  Object.values(table),
);

const subjectsOf = ({ subject, names, routed }: Facts) =>
  names.map((name) => `${subject}.${name}${routed ? ".<routingPointId>" : ""}`);

export function eventsPage(messages: ReadonlyMap<string, Message>): string {
  const rows = streams.map(
    ({ name, owner, subjects }) =>
      `| ${name} | ${owner} | ${subjects.map((s) => `\`${s}\``).join(" ")} |`,
  );
  const sections = all.map((facts) => {
    const fields = messages.get(facts.protoName)?.fields ?? [];
    const kind = facts.versioned
      ? "Carries the whole state after the change and a version; skip what is not newer."
      : "States something that has no state of its own; handle each message id once.";
    return `## ${facts.protoName}

${subjectsOf(facts)
  .map((subject) => `- \`${subject}\``)
  .join("\n")}

${kind}

| field | type |
|---|---|
${fields.map((field) => `| \`${field.name}\` | ${typeName(field)} |`).join("\n")}
`;
  });
  return `# Events

What each service states on NATS JetStream. Generated from \`proto/\` by \`pnpm docs\`; \`docs/asyncapi.json\`
says the same for tools.

A payload is the proto message in proto3 JSON: defaults are written out, 64-bit numbers are strings, instants
are RFC 3339. The headers are CloudEvents attributes (\`ce-id\`, \`ce-type\`, \`ce-source\`, \`ce-time\`,
\`ce-subject\`) and \`traceparent\`. A routed fact ends in the id of its routing point, or \`none\`. Fields may be
added, never renamed.

| stream | written by | subjects |
|---|---|---|
${rows.join("\n")}

${sections.join("\n")}`;
}

function typeName({ type, isRepeated }: Field): string {
  const short = type.startsWith("isp.") ? (type.split(".").at(-1) ?? type) : type;
  const word = short === "google.protobuf.Timestamp" ? "instant" : short;
  return isRepeated ? `list of ${word}` : word;
}

export function asyncApi(messages: ReadonlyMap<string, Message>): string {
  const channels = all.flatMap((facts) =>
    subjectsOf(facts).map((address) => [
      address.replace(".<routingPointId>", ".routed"),
      {
        address: address.replace("<routingPointId>", "{routingPointId}"),
        ...(facts.routed && { parameters: { routingPointId: { description: "or none" } } }),
        messages: { fact: { $ref: `#/components/messages/${facts.protoName}` } },
      },
    ]),
  );
  const components = [...new Set(all.map(({ protoName }) => protoName))].map((name) => [
    name,
    { name, contentType: "application/json", payload: { $ref: `#/components/schemas/${name}` } },
  ]);
  const schemas = [...messages.values()]
    .filter(({ name }) => name.startsWith("isp."))
    .map(({ name, fields }) => [
      name,
      { type: "object", properties: Object.fromEntries(fields.map((f) => [f.name, schema(f)])) },
    ]);
  const document = {
    asyncapi: "3.0.0",
    info: { title: "Torre events", version: "1", license: { name: "Apache-2.0" } },
    channels: Object.fromEntries(channels),
    components: {
      messages: Object.fromEntries(components),
      schemas: Object.fromEntries(schemas),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function schema({ type, isRepeated }: Field): unknown {
  const one = scalar(type);
  return isRepeated ? { type: "array", items: one } : one;
}

function scalar(type: string): unknown {
  if (type === "google.protobuf.Timestamp") return { type: "string", format: "date-time" };
  if (type.startsWith("isp.")) return { $ref: `#/components/schemas/${type}` };
  if (type === "bool") return { type: "boolean" };
  if (type === "int32") return { type: "integer" };
  return type === "int64" ? { type: "string", format: "int64" } : { type: "string" };
}
