import type { Sweep } from '../../platform/sweeps/sweep.ts';
import { oldEvents } from './sweep-events.ts';

export const eventsSweeps: readonly Sweep[] = [oldEvents];
