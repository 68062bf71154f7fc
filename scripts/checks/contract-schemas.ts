import { type Contract, operationsOf, type RequestBody, resolve, type Schema } from '../generate/contract-types.ts';

interface Found {
  readonly place: string;
  readonly schema: Schema;
}

/** A schema and all that is written inside it, references not followed. */
function inside(place: string, schema: Schema): Found[] {
  const children: [string, Schema][] = [
    ...Object.entries(schema.properties ?? {}),
    ...[schema.anyOf, schema.oneOf, schema.allOf].flatMap((list) => (list ?? []).map((part, at): [string, Schema] => [`${at}`, part])),
  ];
  if (schema.items) children.push(['items', schema.items]);
  if (typeof schema.additionalProperties === 'object') children.push(['additionalProperties', schema.additionalProperties]);
  return [{ place, schema }, ...children.flatMap(([name, child]) => inside(`${place}/${name}`, child))];
}

/** Every schema that is written out somewhere in the document, at any depth: components, parameters, headers, bodies. */
function writtenSchemas(value: unknown, place: string): Found[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
    if (key === 'examples' || key === 'example') return [];
    if (key === 'schema') return inside(place, child as Schema);
    if (key === 'schemas')
      return Object.entries(child as Record<string, Schema>).flatMap(([name, schema]) => inside(`schemas/${name}`, schema));
    return writtenSchemas(child, `${place}/${key}`);
  });
}

function limitFaults({ place, schema }: Found): string[] {
  const { type } = schema;
  if (type === 'string' && schema.maxLength === undefined) return [`${place}: give the string a maxLength`];
  if (type === 'array' && schema.maxItems === undefined) return [`${place}: give the array maxItems`];
  if (type === 'object' && schema.additionalProperties === undefined) return [`${place}: say whether the object may have further fields`];
  const ranged = schema.minimum !== undefined && schema.maximum !== undefined;
  if ((type === 'integer' || type === 'number') && !ranged) return [`${place}: give the number a minimum and a maximum`];
  return [];
}

/** What is compared when two places might say the same: constraints, not words; a lone boolean is too small to count. */
function essence(value: object): string | undefined {
  if ('$ref' in value) return undefined;
  const { description: _, example: __, default: ___, ...rest } = value as Record<string, unknown>;
  const text = JSON.stringify(rest);
  return text === '{"type":"boolean"}' ? undefined : text;
}

function repeated(written: readonly (readonly [string, object])[], home: string): string[] {
  const places = Map.groupBy(written, ([, value]) => essence(value));
  places.delete(undefined);
  return [...places.values()]
    .filter((same) => same.length > 1)
    .map((same) => `written out ${same.length} times, make it one of ${home} and refer to it: ${same.map(([place]) => place).join(', ')}`);
}

/** Schemas, bodies, responses and parameters must not be written out twice; components are where they are written once. */
function repetitionFaults(contract: Contract, schemas: readonly Found[]): string[] {
  const inline = schemas.filter(({ place }) => !/^schemas\/[^/]+$/.test(place));
  const operations = operationsOf(contract).map(({ operation }) => operation);
  return [
    ...repeated(
      inline.map(({ place, schema }) => [place, schema] as const),
      'api-spec/schemas',
    ),
    ...repeated(
      operations.flatMap(({ operationId, responses }) =>
        Object.entries(responses).map(([status, response]) => [`${operationId} ${status}`, response] as const),
      ),
      'api-spec/responses',
    ),
    ...repeated(
      operations.flatMap(({ operationId, requestBody }) => (requestBody ? [[operationId, requestBody] as const] : [])),
      'api-spec/requests',
    ),
    ...repeated(
      operations.flatMap(({ operationId, parameters = [] }) => parameters.map((one) => [operationId, one] as const)),
      'api-spec/parameters',
    ),
  ];
}

/** All schemas that a value of this one may reach, references followed. */
function reach(contract: Contract, place: string, schema: Schema, known: Map<Schema, string>): void {
  for (const found of inside(place, schema)) {
    const target = resolve<Schema>(contract, found.schema);
    if (known.has(target)) continue;
    known.set(target, found.schema.$ref ?? found.place);
    reach(contract, found.schema.$ref ?? found.place, target, known);
  }
}

function inputFaults(contract: Contract): string[] {
  const inputs = new Map<Schema, string>();
  for (const { operation } of operationsOf(contract)) {
    if (!operation.requestBody) continue;
    for (const { schema } of Object.values(resolve<RequestBody>(contract, operation.requestBody).content)) {
      if (schema) reach(contract, operation.operationId, schema, inputs);
    }
  }
  return [...inputs]
    .filter(([schema]) => schema.type === 'object' && schema.additionalProperties !== false)
    .map(([, place]) => `${place}: is taken as input, so it needs additionalProperties: false`);
}

/** Faults in how the shapes are written: limits, repetition, open inputs. */
export function schemaFaults(contract: Contract): string[] {
  const schemas = writtenSchemas({ paths: contract.paths, components: contract.components }, '');
  const enough = schemas.length > Object.keys(contract.components.schemas).length;
  return [
    ...(enough ? [] : ['the check of shapes saw fewer schemas than there are components']),
    ...schemas.flatMap(limitFaults),
    ...repetitionFaults(contract, schemas),
    ...inputFaults(contract),
  ];
}
