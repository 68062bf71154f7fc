import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import {
  type Content,
  type Contract,
  type Example,
  operationsOf,
  type RequestBody,
  type Response,
  resolve,
  type Schema,
} from '../generate/contract-types.ts';

/** Says of a value which rules of a schema of the contract it breaks; the words are ajv's. */
export type ShapeCheck = (schema: Schema, value: unknown) => string[];

/** Compiles schemas of the contract on first use. References of the form `#/components/...` are followed. */
export function shapeCheck(contract: Contract): ShapeCheck {
  // OpenAPI's own keywords and formats (example, int64, binary) are no faults
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  for (const name of ['int32', 'int64', 'binary']) ajv.addFormat(name, true);
  const compiled = new Map<string, ValidateFunction>();
  return (schema, value) => {
    const key = JSON.stringify(schema);
    const validate = compiled.get(key) ?? ajv.compile({ ...schema, components: contract.components });
    compiled.set(key, validate);
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  };
}

const isJson = (mediaType: string): boolean => /[/+]json$/.test(mediaType) || mediaType === 'application/x-www-form-urlencoded';

function contentFaults(contract: Contract, check: ShapeCheck, place: string, content: Content): string[] {
  return Object.entries(content).flatMap(([mediaType, { schema, examples = {} }]) => {
    const named = Object.entries(examples).map(([name, example]) => [name, resolve<Example>(contract, example)] as const);
    if (!schema || named.length === 0) return [`${place} ${mediaType}: needs a schema and an example`];
    if (!isJson(mediaType)) return [];
    return named.flatMap(([name, { value }]) => check(schema, value).map((fault) => `${place} ${mediaType} example ${name}: ${fault}`));
  });
}

/** Every body has an example, and every JSON or form example keeps to its schema. */
export function exampleFaults(contract: Contract): string[] {
  const check = shapeCheck(contract);
  return operationsOf(contract).flatMap(({ operation }) => {
    const { operationId, requestBody, responses } = operation;
    const body = requestBody ? contentFaults(contract, check, operationId, resolve<RequestBody>(contract, requestBody).content) : [];
    const answers = Object.entries(responses).flatMap(([status, response]) =>
      contentFaults(contract, check, `${operationId} ${status}`, resolve<Response>(contract, response).content ?? {}),
    );
    return [...body, ...answers];
  });
}
