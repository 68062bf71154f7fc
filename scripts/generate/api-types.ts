import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { type Contract, type Header, resolve } from './contract-types.ts';
import { header } from './text.ts';

/**
 * openapi-typescript takes every response header behind a reference for a required one, whatever the header says.
 * So it gets a copy in which those references are resolved.
 */
function withPlainHeaders(contract: Contract): OpenAPI3 {
  const copy = structuredClone(contract);
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [key, child] of Object.entries(value)) {
      if (key === 'headers' && child !== copy.components.headers) resolveAll(child as Record<string, Header>);
      visit(child);
    }
  };
  const resolveAll = (headers: Record<string, Header>): void => {
    for (const [name, given] of Object.entries(headers)) headers[name] = resolve<Header>(contract, given);
  };
  visit(copy.paths);
  visit(copy.components.responses);
  return copy as unknown as OpenAPI3; // the same document, read by two libraries with their own types
}

/** Text of api.ts: the types of every operation. */
export async function apiTypesSource(contract: Contract): Promise<string> {
  const nodes = await openapiTypescript(withPlainHeaders(contract), { silent: true });
  return `${header('api-spec')}\n${astToString(nodes)}`;
}
