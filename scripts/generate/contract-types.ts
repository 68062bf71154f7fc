/** The parts of an OpenAPI 3.0 document that the generator and the checks look at. */
export interface Contract {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: Components;
}

export interface Components {
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly responses: Readonly<Record<string, Response>>;
  readonly headers: Readonly<Record<string, Header>>;
  readonly examples: Readonly<Record<string, Example>>;
  readonly securitySchemes: {
    readonly oauth2: {
      readonly 'x-default-scopes': readonly string[];
      readonly flows: { readonly authorizationCode: { readonly scopes: Readonly<Record<string, string>> } };
    };
  };
}

export const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;
export type Method = (typeof METHODS)[number];
export type Reference = { readonly $ref: string };
export type PathItem = { readonly [M in Method]?: Operation } & { readonly parameters?: readonly (Parameter | Reference)[] };

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly 'x-roles'?: readonly string[];
  readonly 'x-problems': readonly string[];
  readonly 'x-listener'?: string;
  readonly deprecated?: boolean;
  readonly 'x-deprecated-at'?: string;
  readonly 'x-sunset'?: string;
  readonly 'x-deprecation-link'?: string;
  readonly 'x-idempotency'?: string;
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: RequestBody | Reference;
  readonly responses: Readonly<Record<string, Response | Reference>>;
}

export interface RequestBody {
  readonly required?: boolean;
  readonly content: Content;
}
export type Content = Readonly<Record<string, MediaType>>;
export interface MediaType {
  readonly schema?: Schema;
  readonly examples?: Readonly<Record<string, Example | Reference>>;
}
export interface Example {
  readonly summary?: string;
  readonly value?: unknown;
}
export interface Parameter {
  /** Of the header Prefer: which preferences the operation knows. */
  readonly 'x-preferences'?: readonly ('return' | 'wait')[];
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}
export interface Header {
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}
export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header | Reference>>;
  readonly content?: Content;
}
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly unknown[];
}

/** One operation with where it stands. */
export interface Placed {
  readonly path: string;
  readonly method: Method;
  readonly item: PathItem;
  readonly operation: Operation;
}

/** All operations in the order of the document. */
export const operationsOf = (contract: Contract): Placed[] =>
  Object.entries(contract.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, item, operation }] : [];
    }),
  );

/** What a local reference (`#/components/...`) points to; a value that is no reference is given back as it is. */
export function resolve<T extends object>(contract: Contract, value: T | Reference): T {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T;
  let here: unknown = contract;
  for (const part of value.$ref.slice(2).split('/')) {
    here = (here as Readonly<Record<string, unknown>>)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  if (here === undefined) throw new Error(`${value.$ref} leads nowhere`);
  return resolve(contract, here as T | Reference);
}

/** The parameters of an operation, those of its path included. */
export const parametersOf = (contract: Contract, { item, operation }: Placed): Parameter[] =>
  [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) => resolve(contract, parameter));
