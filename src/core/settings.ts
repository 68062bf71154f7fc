/** What the rooms may know of the configuration. config.ts makes it; units are in the names. */
export interface Settings {
  /** Origin under which callers reach the public listener, without a trailing slash. */
  readonly publicUrl: string;
  readonly version: string;
  /** First signs, all verify; keys are derived per use, never used as they are. */
  readonly secrets: readonly [string, ...string[]];
  readonly upload: { readonly maxBytes: number; readonly maxFiles: number };
  readonly uploadExpiryHours: number;
  readonly analysis: {
    readonly maxBytes: number;
    readonly maxMemoryBytes: number;
    readonly maxSeconds: number;
    readonly maxPages: number;
  };
  readonly trashHours: number;
  readonly packageExpiryHours: number;
  readonly packageMaxFiles: number;
  readonly eventRetentionHours: number;
  /** Event streams open at once: of one API process, and of one workspace in it. */
  readonly streams: { readonly most: number; readonly mostOfWorkspace: number };
  /** OAuth clients that may use `/auth/authorize` and `/auth/token`. */
  readonly loginClients: readonly string[];
}
