import type { Registry } from 'prom-client';
import type { Identity } from '../identity/identity.ts';
import { pulledCounter, pulledGauge } from './pulled.ts';

/** Shows what this process knows of tokens and keys. */
export function watchIdentity(registry: Registry, identity: Identity): void {
  pulledCounter(
    registry,
    {
      name: 'tabularium_token_cache_lookups_total',
      help: 'Access tokens looked up among those already verified, by hit or miss.',
      labelNames: ['outcome'],
    },
    () => {
      const { hits, misses } = identity.figures();
      return [
        [{ outcome: 'hit' }, hits],
        [{ outcome: 'miss' }, misses],
      ];
    },
  );
  pulledGauge(registry, { name: 'tabularium_token_cache_entries', help: 'Access tokens kept as verified.', labelNames: [] }, () => [
    [{}, identity.figures().tokensKept],
  ]);
  pulledGauge(
    registry,
    {
      name: 'tabularium_signing_keys_loaded_timestamp_seconds',
      help: 'When the signing keys in use were fetched, in seconds since 1970; 0 before the first token.',
      labelNames: [],
    },
    () => [[{}, (identity.figures().keysLoadedAt?.getTime() ?? 0) / 1000]],
  );
}
