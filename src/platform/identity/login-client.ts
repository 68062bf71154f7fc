import { Buffer } from 'node:buffer';
import { clientRefused, OAuthError } from './oauth-error.ts';
import type { ClientCredentials } from './provider.ts';

/**
 * The caller's client and secret, from the Basic header or from the form, never from both.
 * Throws OAuthError `invalid_request` (400) for none or two, 401 for a header that cannot be read.
 */
export function readClient(form: URLSearchParams, authorization: string | undefined): ClientCredentials {
  if (authorization !== undefined) return readBasic(authorization, form);
  const id = form.get('client_id');
  if (id === null || id === '') throw new OAuthError('invalid_request', 'Missing parameter: client_id.');
  return { id, secret: form.get('client_secret') || null, method: 'body' };
}

function readBasic(authorization: string, form: URLSearchParams): ClientCredentials {
  const pair = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization.trim())?.[1];
  const [id, ...rest] = pair === undefined ? [] : Buffer.from(pair, 'base64').toString('utf8').split(':');
  if (id === undefined || id === '' || rest.length === 0) throw clientRefused();
  if (form.has('client_secret'))
    throw new OAuthError('invalid_request', 'Send the client secret once: in the Authorization header or in the form.');
  const client = { id: decode(id), secret: decode(rest.join(':')) || null, method: 'basic' } as const;
  if (form.has('client_id') && form.get('client_id') !== client.id) {
    throw new OAuthError('invalid_request', 'client_id differs from the one in the Authorization header.');
  }
  return client;
}

/** RFC 6749, section 2.3.1: both halves are form-encoded; many programs forget it, so what cannot be decoded counts as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
