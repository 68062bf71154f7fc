import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { FlatSchema } from './spec.ts';

const ajv = new Ajv({ strict: false, allErrors: false });
formats.default(ajv);
for (const name of ['int32', 'int64', 'binary', 'byte', 'password']) ajv.addFormat(name, true);
const compiled = new WeakMap<FlatSchema, ValidateFunction>();

/** Whether a JSON value keeps to a schema of the contract. */
export function fits(schema: FlatSchema, value: unknown): boolean {
  const known = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, known);
  return known(value);
}

/** Whether a parameter's text, as the server reads it, keeps to its schema. */
export const textFits = (schema: FlatSchema, text: string): boolean => {
  const value = readText(schema, text);
  return value !== undefined && fits(schema, value);
};

/** A parameter's text as the value it stands for; undefined when it stands for none of its type. */
function readText(schema: FlatSchema, text: string): unknown {
  switch (schema.type) {
    case 'integer':
      return /^-?\d+$/.test(text) ? Number(text) : undefined;
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'array':
      return text.split(',').map((item) => readText(schema.items ?? {}, item));
    case undefined:
    case 'string':
    case 'object':
    default:
      return text;
  }
}
