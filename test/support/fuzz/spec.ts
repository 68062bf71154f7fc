import { document, METHODS, type Operation, operations } from '../contract.ts';

/** A schema with every reference replaced by what it stands for. */
export interface FlatSchema {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  readonly nullable?: boolean;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, FlatSchema>>;
  readonly additionalProperties?: boolean | FlatSchema;
  readonly items?: FlatSchema;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly anyOf?: readonly FlatSchema[];
  readonly oneOf?: readonly FlatSchema[];
  readonly allOf?: readonly FlatSchema[];
}

export interface FlatParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly example?: unknown;
  readonly schema: FlatSchema;
}

/** An operation with all that it takes. */
export interface FlatOperation extends Operation {
  readonly parameters: readonly FlatParameter[];
  /** Schemas of the body by media type; empty when it takes none. */
  readonly bodies: Readonly<Record<string, FlatSchema>>;
  readonly bodyRequired: boolean;
}

type Json = Readonly<Record<string, unknown>>;

function flat(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(flat);
  if (value === null || typeof value !== 'object') return value;
  const { $ref } = value as { readonly $ref?: unknown };
  if (typeof $ref === 'string') return flat(at($ref));
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, key === 'examples' ? undefined : flat(child)]));
}

const at = (ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((here, key) => (here as Json)[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);

function flatten(operation: Operation): FlatOperation {
  const item = flat((document['paths'] as Json)[operation.path]) as Json;
  const given = item[operation.method.toLowerCase()] as Json;
  const body = given['requestBody'] as { required?: boolean; content: Record<string, { schema: FlatSchema }> } | undefined;
  return {
    ...operation,
    parameters: [...((item['parameters'] ?? []) as FlatParameter[]), ...((given['parameters'] ?? []) as FlatParameter[])],
    bodies: Object.fromEntries(Object.entries(body?.content ?? {}).map(([type, { schema }]) => [type, schema])),
    bodyRequired: body?.required ?? false,
  };
}

/** Every operation of the contract, in its order. */
export const flatOperations = (): FlatOperation[] => operations.map(flatten);

/** Methods that the address of an operation does not have. */
export function otherMethods({ path, listener }: Operation): string[] {
  const there = operations.filter((one) => one.path === path && one.listener === listener).map((one) => one.method);
  return [...METHODS.map((method) => method.toUpperCase()), 'TRACE', 'PROPFIND'].filter((method) => !there.includes(method));
}

/** A value of the contract as the text of a parameter. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
