import type { Routes } from '../../http/contract.ts';
import { followEvents } from './follow-events.ts';
import { lastEventIdOf, STREAM } from './stream-request.ts';

export const eventsRoutes = {
  followEvents: async (ctx, { query, headers }) => ({ ...STREAM, body: await followEvents(ctx, lastEventIdOf(headers, query)) }),
} satisfies Routes;
