/** What a caller would like of an answer (RFC 7240); what is not known or malformed is not there. */
export interface Preferences {
  /** `return=minimal`: no body. */
  readonly minimal: boolean;
  /** `wait`: whole seconds, at most MAX_WAIT_SECONDS. */
  readonly wait: number | undefined;
}

export const MAX_WAIT_SECONDS = 30;

const NONE: Preferences = { minimal: false, wait: undefined };

/** Reads a `Prefer` header; of a preference that is named twice the first counts. */
export function readPreferences(header: string | readonly string[] | undefined): Preferences {
  if (header === undefined) return NONE;
  const named = new Map<string, string>();
  for (const one of String(header).split(',')) {
    const [, name = '', quoted, plain = ''] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*(?:=\s*(?:"([^"]*)"|([^\s;]*))\s*)?(?:;.*)?$/.exec(one) ?? [];
    if (!named.has(name.toLowerCase())) named.set(name.toLowerCase(), quoted ?? plain);
  }
  const seconds = named.get('wait') ?? '';
  return {
    minimal: named.get('return') === 'minimal',
    wait: /^\d{1,9}$/.test(seconds) ? Math.min(Number(seconds), MAX_WAIT_SECONDS) : undefined,
  };
}
