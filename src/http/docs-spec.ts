import { PROBLEM_TYPES } from '../core/problem-types.ts';
import type { PublishedSpec } from './published-spec.ts';

interface Schema {
  readonly $ref?: string;
  readonly example?: unknown;
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}
interface Parameter extends Schema {
  readonly name?: string;
  readonly description?: string;
  readonly schema?: Schema;
}
interface Example {
  readonly $ref?: string;
  readonly value?: unknown;
}
interface Form {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, Example>>;
}
interface Body {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, Form>>;
}
interface Operation {
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly requestBody?: Body;
  readonly 'x-listener'?: string;
  readonly 'x-roles'?: readonly string[];
  readonly 'x-problems'?: readonly string[];
}
type PathItem = Readonly<Record<string, Operation | readonly Parameter[]>>;
interface Scheme {
  readonly flows?: Readonly<Record<string, { readonly scopes: Readonly<Record<string, string>> }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly tags?: readonly { readonly name: string }[];
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly examples: Readonly<Record<string, Example>>;
    readonly requestBodies: Readonly<Record<string, Body>>;
    readonly securitySchemes: Readonly<Record<string, Scheme>>;
  };
}

const TENANT = 'X-TENANT-ID';
const FORMS = ['multipart/form-data', 'application/x-www-form-urlencoded'];
const WORKSPACE_KEY = {
  type: 'apiKey',
  in: 'header',
  name: TENANT,
  description: 'The id of your workspace, sent with every call. `GET /account/workspaces`, which needs none, lists yours.',
};

/**
 * The contract as Swagger UI shows it best, with nothing changed of what may be called. `X-TENANT-ID` is a key of the
 * Authorize dialog instead of a field of every operation; no field is filled in with an example, which would be sent; and
 * what Swagger UI does not show (roles, problems) stands in the descriptions.
 */
export function docsSpec(spec: PublishedSpec, publicUrl: string): object {
  const document = spec.document as unknown as Document; // the contract's own lint proves its shape
  const { components } = document;
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [path, showPath(item, components, `${publicUrl}/api/v1/problems`)]),
  );
  const { oauth2, ...otherSchemes } = components.securitySchemes;
  const shown = new Set(
    Object.values(paths).flatMap((item) => Object.values(item).flatMap((one) => ('tags' in one ? (one.tags ?? []) : []))),
  );
  return {
    ...document,
    externalDocs: { description: 'The contract as JSON', url: `${publicUrl}/api/v1/openapi.json` },
    tags: document.tags?.filter(({ name }) => shown.has(name)),
    paths: Object.fromEntries(Object.entries(paths).filter(([, item]) => Object.values(item).some((one) => 'responses' in one))),
    components: {
      ...components,
      parameters: mapValues(components.parameters, (one) => withoutPreset(one, components)),
      securitySchemes: {
        oauth2: oauth2 && onlyScopes(oauth2, spec.defaultScopes),
        ...otherSchemes,
        workspace: WORKSPACE_KEY,
      },
    },
  };
}

/** A path without what the public listener does not serve. */
function showPath(item: PathItem, components: Document['components'], problems: string): PathItem {
  const entries = Object.entries(item).flatMap(([key, value]): [string, PathItem[string]][] => {
    if (!isOperation(value)) return [[key, value.map((one) => withoutPreset(one, components))]];
    return value['x-listener'] === 'internal' ? [] : [[key, showOperation(value, components, problems)]];
  });
  return Object.fromEntries(entries);
}

const isOperation = (value: PathItem[string]): value is Operation => !Array.isArray(value);

function showOperation(operation: Operation, components: Document['components'], problems: string): Operation {
  const parameters = operation.parameters?.filter((one) => deref(one, components.parameters).name !== TENANT) ?? [];
  const tenant = parameters.length !== (operation.parameters?.length ?? 0);
  return {
    ...operation,
    description: [operation.description, needs(operation), problemsOf(operation, problems)].filter(Boolean).join('\n\n'),
    parameters: parameters.map((one) => withoutPreset(one, components)),
    ...(tenant && { security: operation.security?.map((scheme) => ({ workspace: [], ...scheme })) ?? [] }),
    ...(operation.requestBody && { requestBody: showBody(operation.requestBody, components) }),
  };
}

function needs(operation: Operation): string {
  const scopes = [...new Set(operation.security?.flatMap((scheme) => Object.values(scheme).flat()))];
  const roles = operation['x-roles'] ?? [];
  const parts = [
    ...(scopes.length > 0 ? [`the scope ${scopes.map((scope) => `\`${scope}\``).join(', ')}`] : []),
    ...(roles.length > 0 ? [`one of the roles ${roles.join(', ')}`] : []),
  ];
  return parts.length > 0 ? `Needs ${parts.join(' and ')}.` : '';
}

function problemsOf(operation: Operation, problems: string): string {
  const links = operation['x-problems']
    ?.filter((code) => Object.hasOwn(PROBLEM_TYPES, code))
    .map((code) => `[${code}](${problems}/${code})`);
  return links === undefined || links.length === 0 ? '' : `Problems: ${links.join(', ')}.`;
}

/** Says the example instead of filling it in: a date filter that nobody asked for finds nothing. */
function withoutPreset(parameter: Parameter, components: Document['components']): Parameter {
  if (parameter.$ref !== undefined || parameter.schema === undefined) return parameter;
  const { example: ofSchema, ...schema } = deref(parameter.schema, components.schemas);
  const { example = ofSchema, ...rest } = parameter;
  const shown = typeof example === 'string' ? example : JSON.stringify(example);
  const description = [parameter.description, shown === undefined ? '' : `Such as \`${shown}\`.`].filter(Boolean).join(' ');
  return { ...rest, description, schema };
}

/** Forms are filled in field by field, from the fields' own examples: those are taken from the form's example. */
function showBody(given: Body, components: Document['components']): Body {
  const body = deref(given, components.requestBodies);
  if (body.content === undefined) return body;
  return {
    ...body,
    content: Object.fromEntries(
      Object.entries(body.content).map(([type, form]) => [type, FORMS.includes(type) ? showForm(form, components) : form]),
    ),
  };
}

function showForm({ schema, examples = {}, ...form }: Form, components: Document['components']): Form {
  const wanted = deref(schema, components.schemas);
  const [first] = Object.values(examples);
  const values = (first && deref(first, components.examples).value) as Readonly<Record<string, unknown>> | undefined;
  const field = (given: Schema, name: string): Schema => {
    const { example: _, ...rest } = deref(given, components.schemas);
    if (rest.format === 'binary') return rest;
    const value = values?.[name] ?? (rest.type === 'string' ? '' : undefined); // else one is made up
    return { ...rest, ...(value !== undefined && { example: value }) };
  };
  return { ...form, schema: { ...wanted, properties: mapValues(wanted.properties ?? {}, field) } };
}

const onlyScopes = (scheme: Scheme, wanted: readonly string[]): Scheme => ({
  ...scheme,
  flows: mapValues(scheme.flows ?? {}, (flow) => ({
    ...flow,
    scopes: Object.fromEntries(Object.entries(flow.scopes).filter(([name]) => wanted.includes(name))),
  })),
});

function deref<T extends { readonly $ref?: string }>(value: T, place: Readonly<Record<string, T>>): T {
  const name = value.$ref?.split('/').at(-1);
  return (name === undefined ? undefined : place[name]) ?? value;
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, change: (value: A, name: string) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
