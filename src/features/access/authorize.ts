import type { OpenContext } from '../../platform/context.ts';

/**
 * The identity provider's login page for the parameters of this request.
 * Throws Problem `invalid-request` or `identity-provider-unavailable`.
 */
export async function authorize(ctx: OpenContext): Promise<string> {
  const url = await ctx.platform.identity.authorizeUrl(ctx.url.searchParams);
  return url.href;
}
