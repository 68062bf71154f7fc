import type { WorkspaceContext } from '../../platform/context.ts';
import type { FieldChoice } from '../../platform/db/fields.ts';
import { type Patience, untilOver, whenIdle } from '../../platform/patience.ts';
import { getResultPackage } from './get-result-package.ts';
import type { PackageItem } from './types.ts';

/** One package, once it is made or given up, or patience is over. Throws as getResultPackage. */
export const awaitPackage = (ctx: WorkspaceContext, id: string, fields: FieldChoice, patience: Patience): Promise<PackageItem> =>
  whenIdle(patience, () => getResultPackage(ctx, id, fields));

/** The same of one that was asked for just now. It is on its way whatever happens here: what cannot be read again is told as it was. */
export const awaitMade = (ctx: WorkspaceContext, made: PackageItem, patience: Patience): Promise<PackageItem> =>
  untilOver(
    patience,
    made,
    () => getResultPackage(ctx, made.id),
    ({ busy }) => !busy,
  ).catch(() => made);
