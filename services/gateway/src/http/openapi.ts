import * as z from "zod";
import type { Endpoint } from "./endpoint.ts";

// What holds for every function, for whoever writes a script with nothing but this description.
const about = `
- **Who asks**: \`Authorization: Bearer <API token>\`. \`x-permission\` names what the token's operator needs.
- **Once**: a \`POST\` with an \`Idempotency-Key\` may be sent again; the same key is the same act and answers what the first one made.
- **Edits**: \`If-Match\` carries the \`ETag\` that was read. The tabs of a subscription have versions of their own, under \`etags\`: \`If-Match: "<etags.detail>"\`.
- **Lists** answer \`items\` and \`nextCursor\`, which the next page takes as \`cursor\`; \`limit\` goes up to 200.
- **Values**: amounts are whole centavos (\`...Cents\`), days are \`YYYY-MM-DD\` where the business unit is, instants are ISO 8601.
- **Operations** (\`suspend\`, \`change-plan\` ...) answer 202 with an operation; \`GET /api/v1/operations/{id}\` says how far each service came. What ends a subscription can be looked at first by \`POST .../preview\`; with its id as \`previewId\`, nothing else than what was shown is done.
- **Refusals** are \`application/problem+json\` with a \`code\` that never changes and, under \`errors\`, a JSON pointer for each wrong field.
`.trim();

/** The OpenAPI 3.1 description of all endpoints, made from the schemas that check them. */
export function openApi(endpoints: readonly Endpoint[]): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    const path = `/api/v1${endpoint.path}`;
    paths[path] = { ...paths[path], [endpoint.method]: operation(endpoint) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Torre",
      version: "1",
      description: about,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "torre_session" },
      },
      schemas: { Problem: problemSchema },
    },
  };
}

function operation({ method, path, summary, permission, status, ...rest }: Endpoint) {
  const { query, body, needsIfMatch, heedsIfMatch } = rest;
  const problem = {
    description: "Refused",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
  return {
    operationId: `${method}${path.replace(/[^a-z]+(\w)/gi, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    tags: [path.split("/")[1] ?? ""],
    ...(permission !== null && { "x-permission": permission }),
    parameters: [
      ...pathParameters(path),
      ...queryParameters(query),
      ...(needsIfMatch === true ? [header("If-Match", true)] : []),
      ...(heedsIfMatch === true ? [header("If-Match", false)] : []),
      ...(method === "post" ? [header("Idempotency-Key", false)] : []),
    ],
    ...(body !== undefined && {
      requestBody: { required: true, content: { "application/json": { schema: schemaOf(body) } } },
    }),
    responses: { [status]: { description: "Done" }, default: problem },
  };
}

function schemaOf(schema: z.ZodType): unknown {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
  });
  return json;
}

function pathParameters(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(query: z.ZodObject | undefined) {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: false,
    schema: schemaOf(schema as z.ZodType),
  }));
}

function header(name: string, required: boolean) {
  return { name, in: "header", required, schema: { type: "string", maxLength: 255 } };
}

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "instance", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    instance: { type: "string" },
    code: { type: "string" },
    traceId: { type: "string" },
    details: { type: "object", additionalProperties: { type: "string" } },
    errors: {
      type: "array",
      items: {
        type: "object",
        properties: { pointer: { type: "string" }, detail: { type: "string" } },
      },
    },
  },
};
