import type { OpenContext } from '../../platform/context.ts';
import type { OAuthAnswer } from '../../platform/identity/identity.ts';

/** Fields of a form as a parser gives them: a name that was sent twice is a list. */
export type Form = Readonly<Record<string, unknown>>;

/** The token endpoint's answer to this form, refusals included. */
export function requestToken(ctx: OpenContext, form: Form, authorization: string | undefined): Promise<OAuthAnswer> {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
  }
  return ctx.platform.identity.token(parameters, { authorization, address: ctx.address });
}
