import { unitDay } from "../story/days.ts";
import { at, type Json } from "../story/api.ts";

export type Method = "get" | "post" | "put" | "patch" | "delete";

type Schema =
  | (Json & Partial<Record<"type" | "format" | "items" | "minimum", unknown>>)
  | undefined;

/** One function of the API as its own description names it. */
export type Route = {
  readonly name: string;
  readonly method: Method;
  /** Below /api/v1, in OpenAPI's form. */
  readonly path: string;
  readonly permission: string | null;
  readonly hasBody: boolean;
  readonly body: Schema;
};

/** Every function that the API describes. */
export function routesOf(description: Json): Route[] {
  return Object.entries(description["paths"] as Json).flatMap(([full, methods]) =>
    Object.entries(methods as Json).map(([method, operation]) => {
      const path = full.replace(/^\/api\/v1/, "");
      const content = at(operation, "requestBody", "content", "application/json", "schema");
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method as Method,
        path,
        permission: permissionOf(operation),
        hasBody: content !== undefined,
        body: content as Schema,
      };
    }),
  );
}

function permissionOf(operation: unknown): string | null {
  const permission = at(operation, "x-permission");
  return typeof permission === "string" ? permission : null;
}

const formats: Readonly<Record<string, string>> = {
  date: unitDay(),
  uuid: "01a00000-0000-7000-8000-000000000000",
};

/** A body that names no more than it must, so that a refusal is about the id and not about a field. */
export function bodyOf(schema: Schema): unknown {
  const alternative = at(schema, "oneOf", 0) ?? at(schema, "anyOf", 0);
  if (alternative !== undefined) return bodyOf(alternative as Json);
  if (schema?.["const"] !== undefined) return schema["const"];
  const choice = at(schema, "enum", 0);
  if (choice !== undefined) return choice;
  return plain(schema);
}

function plain(schema: NonNullable<Schema> = {}): unknown {
  const { type, format, items, minimum = 1 } = schema;
  if (type === "object") return objectOf(schema);
  if (type === "array") return [bodyOf(items as Schema)];
  if (type === "integer" || type === "number") return Math.max(1, Number(minimum));
  return type === "boolean" ? true : (formats[String(format)] ?? "intruder1");
}

function objectOf(schema: Json): Json {
  const needed = (schema["required"] ?? []) as readonly string[];
  const properties = schema["properties"];
  return Object.fromEntries(needed.map((name) => [name, bodyOf(at(properties, name) as Schema)]));
}
