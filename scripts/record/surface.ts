import {
  type Contract,
  operationsOf,
  parametersOf,
  type RequestBody,
  type Response,
  resolve,
  type Schema,
} from '../generate/contract-types.ts';

/** A schema without its words; references point into the schemas of the surface. */
export type Shape = { readonly [keyword: string]: unknown };

export interface ParameterSurface {
  readonly required: boolean;
  readonly shape: Shape;
}

export interface AnswerSurface {
  /** Whether each header is always there. */
  readonly headers: Readonly<Record<string, boolean>>;
  readonly content: Readonly<Record<string, Shape>>;
}

/** What callers of one operation can notice. */
export interface OperationSurface {
  readonly operationId: string;
  readonly listener: string;
  /** Empty for an open operation. */
  readonly security: readonly string[];
  readonly roles: readonly string[];
  readonly problems: readonly string[];
  /** By place and name, such as `query limit`. */
  readonly parameters: Readonly<Record<string, ParameterSurface>>;
  readonly body: { readonly required: boolean; readonly content: Readonly<Record<string, Shape>> } | null;
  readonly answers: Readonly<Record<string, AnswerSurface>>;
}

/** A contract without its words: what is recorded and compared. */
export interface Surface {
  readonly version: string;
  /** By method and path. */
  readonly operations: Readonly<Record<string, OperationSurface>>;
  readonly schemas: Readonly<Record<string, Shape>>;
}

const WORDS = ['description', 'example', 'examples', 'title', 'externalDocs'];

/** A schema without its words, references kept; properties may be called like words. */
function shapeOf(schema: object): Shape {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
      if (WORDS.includes(key)) return [];
      if (key === 'properties') return [[key, mapped(value as Readonly<Record<string, object>>, shapeOf)]];
      return [[key, Array.isArray(value) ? value.map(part) : part(value)]];
    }),
  );
}

const part = (value: unknown): unknown => (typeof value === 'object' && value !== null ? shapeOf(value) : value);

const mapped = <From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));

const shapesOf = (content: Readonly<Record<string, { readonly schema?: Schema }>>): Readonly<Record<string, Shape>> =>
  mapped(content, ({ schema }) => shapeOf(schema ?? {}));

/** The surface of a bundled contract. */
export function surfaceOf(contract: Contract): Surface {
  const operations = operationsOf(contract).map((placed): [string, OperationSurface] => {
    const { operation, method, path } = placed;
    const body = operation.requestBody && resolve<RequestBody>(contract, operation.requestBody);
    const surface: OperationSurface = {
      operationId: operation.operationId,
      listener: operation['x-listener'] ?? 'public',
      security: operation.security.flatMap((way) => Object.entries(way).map(([scheme, scopes]) => [scheme, ...scopes].join(' '))),
      roles: operation['x-roles'] ?? [],
      problems: operation['x-problems'],
      parameters: Object.fromEntries(
        parametersOf(contract, placed).map(({ in: place, name, required = false, schema }) => [
          `${place} ${name}`,
          { required, shape: shapeOf(schema) },
        ]),
      ),
      body: body ? { required: body.required ?? false, content: shapesOf(body.content) } : null,
      answers: mapped(operation.responses, (given) => {
        const { headers = {}, content = {} } = resolve<Response>(contract, given);
        return { headers: mapped(headers, (header) => resolve(contract, header).required ?? false), content: shapesOf(content) };
      }),
    };
    return [`${method.toUpperCase()} ${path}`, surface];
  });
  return {
    version: contract.info.version,
    operations: Object.fromEntries(operations),
    schemas: mapped(contract.components.schemas, shapeOf),
  };
}

/** The name of the schema that a reference means; undefined when it is none. */
export const nameOf = ({ $ref }: Shape): string | undefined =>
  typeof $ref === 'string' ? $ref.replace('#/components/schemas/', '') : undefined;

/** What a reference stands for. */
export function resolved(surface: Surface, shape: Shape): Shape {
  const name = nameOf(shape);
  if (name === undefined) return shape;
  const found = surface.schemas[name];
  if (!found) throw new Error(`there is no schema ${name}`);
  return resolved(surface, found);
}
