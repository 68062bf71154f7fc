import type { Principal } from '../../core/context.ts';
import type { Origin } from '../../core/origin.ts';

/** The claims of an access token that passed every check of verify-token.ts. */
export interface VerifiedToken {
  readonly issuer: string;
  readonly subject: string;
  readonly clientId: string;
  readonly scopes: ReadonlySet<string>;
  readonly sessionId: string | null;
  readonly tenantId: string | null;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/** Answer of the token endpoint, passed through in OAuth's own shape. */
export interface OAuthAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who asks for a token. */
export interface TokenCaller {
  /** The Authorization header, if any. */
  readonly authorization: string | undefined;
  readonly address: string;
  readonly origin?: Origin;
}

export interface UserProfile {
  readonly kind: 'PERSON' | 'PROGRAM';
  readonly username: string | null;
  readonly name: string | null;
  readonly email: string | null;
}

/** What this process knows of tokens and keys. */
export interface IdentityFigures {
  readonly tokensKept: number;
  /** Look-ups in the token cache so far. */
  readonly hits: number;
  readonly misses: number;
  /** When the signing keys in use were fetched; null before the first token. */
  readonly keysLoadedAt: Date | null;
}

/** Keycloak as the rooms see it. */
export interface Identity {
  readonly issuer: string;
  /** Cached by the token's digest until it expires. Throws Problem `unauthenticated` (401) or `identity-provider-unavailable` (503). */
  verify(bearer: string): Promise<VerifiedToken>;
  /** What `resolve` gives for a verified token, asked once for as long as that token is cached. A rejection is not kept. */
  principalOf(token: VerifiedToken, resolve: () => Promise<Principal>): Promise<Principal>;
  /** Where to send the browser for the authorization code. */
  authorizeUrl(params: URLSearchParams): Promise<URL>;
  /** Fronts the token endpoint. */
  token(form: URLSearchParams, caller: TokenCaller): Promise<OAuthAnswer>;
  /** Name and e-mail of a subject through the provisioner's account; null when Keycloak does not know it or is away. */
  profile(subject: string, origin?: Origin): Promise<UserProfile | null>;
  /** Rejects when Keycloak cannot be reached. */
  ping(): Promise<void>;
  figures(): IdentityFigures;
}
