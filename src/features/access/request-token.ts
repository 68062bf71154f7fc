import type { OpenContext } from '../../platform/context.ts';
import { authorizationOf } from '../../platform/identity/bearer.ts';
import type { OAuthAnswer } from '../../platform/identity/identity.ts';

/** Fields of a form as a parser gives them: a name that was sent twice is a list. */
export type Form = Readonly<Record<string, unknown>>;

/** The token endpoint's answer to this form, refusals included. Throws Problem `invalid-request` for two Authorization headers. */
export async function requestToken(ctx: OpenContext, form: Form, rawHeaders: readonly string[]): Promise<OAuthAnswer> {
  const authorization = authorizationOf(rawHeaders);
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
  }
  return ctx.platform.identity.token(parameters, { authorization, address: ctx.address, origin: ctx.origin });
}
