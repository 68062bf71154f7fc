import type { Request } from 'express';
import { Problem } from '../core/errors.ts';
import { isUuid } from '../core/ids.ts';

/** The X-TENANT-ID header: exactly one, exactly a UUID. Throws Problem `tenant-header-invalid`. */
export function tenantOf(req: Request): string {
  let count = 0;
  for (let i = 0; i < req.rawHeaders.length; i += 2) if (req.rawHeaders[i]?.toLowerCase() === 'x-tenant-id') count++;
  const given = req.headers['x-tenant-id'];
  if (count === 0 || given === '') {
    throw new Problem('tenant-header-invalid', {
      detail: 'The X-TENANT-ID header is missing. Send the id of your workspace; GET /account/workspaces lists yours.',
    });
  }
  if (count > 1)
    throw new Problem('tenant-header-invalid', { detail: 'The X-TENANT-ID header was sent more than once. Send exactly one.' });
  if (typeof given !== 'string' || !isUuid(given)) {
    throw new Problem('tenant-header-invalid', {
      detail: 'X-TENANT-ID must be the UUID of one workspace, such as 0190e9a0-7c1e-7cc0-8a1b-3f4d5e6a7b8c.',
    });
  }
  return given.toLowerCase();
}
