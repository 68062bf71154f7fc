import type { Readable } from 'node:stream';
import type { Request } from 'express';
import type { AccountContext, OpenContext, WorkspaceContext } from '../platform/context.ts';
import type { Patience } from '../platform/patience.ts';
import type { operations } from './generated/api.ts';
import type { OPERATIONS } from './generated/operations.ts';

/** What the generated types say about one operation, in the words of a handler. */
export type OperationId = keyof operations & keyof typeof OPERATIONS;

declare const shape: unique symbol;
/** JSON already written, by PostgreSQL; the brand carries the shape it claims to have. */
export type JsonText<T> = string & { readonly [shape]: T };

/** Open operations know the call, account ones also the principal, workspace ones also the workspace and the roles admitted. */
export type ContextOf<K extends OperationId> = {
  open: OpenContext;
  account: AccountContext;
  workspace: WorkspaceContext;
}[(typeof OPERATIONS)[K]['access']];

type Given<T> = [NonNullable<T>] extends [never] ? Record<never, never> : NonNullable<T>; // `query?: never` becomes {}
type At<T, K extends PropertyKey> = T extends { [P in K]?: infer V } ? V : never;
type Named<T> = { [K in keyof T as string extends K ? never : K]: T[K] }; // drops `[name: string]: unknown`
type Json = 'application/json' | 'application/problem+json' | 'application/merge-patch+json';
type Form = 'application/x-www-form-urlencoded';

// ---- request

type Content<K extends OperationId> = At<NonNullable<operations[K]['requestBody']>, 'content'>;
type Bodies<C> = {
  [M in keyof C & string]: { readonly contentType: M; readonly body: M extends Json | Form ? C[M] : Readable };
}[keyof C & string];
type BodyPart<K extends OperationId> = [NonNullable<operations[K]['requestBody']>] extends [never]
  ? unknown
  : undefined extends operations[K]['requestBody']
    ? Bodies<Content<K>> | { readonly contentType: undefined; readonly body: undefined }
    : Bodies<Content<K>>;
type HeadersOf<K extends OperationId> = Given<operations[K]['parameters']['header']>;

/** The validated request of one operation. Header names are lower case; streamed bodies arrive untouched. */
export type Input<K extends OperationId> = {
  readonly params: Given<operations[K]['parameters']['path']>;
  readonly query: Given<operations[K]['parameters']['query']>;
  readonly headers: { [H in keyof HeadersOf<K> as H extends string ? Lowercase<H> : never]: HeadersOf<K>[H] };
  /** How long the answer may wait for work that goes on, by `Prefer: wait`; none for most. */
  readonly patience: Patience;
  /** For what the contract cannot say: the raw stream, a header it does not name. */
  readonly raw: Request;
} & BodyPart<K>;

// ---- response: one member for each declared status and media type; `default`, the problem, is thrown

type HeadersPart<R> =
  Record<never, never> extends Named<At<R, 'headers'>>
    ? { readonly headers?: Named<At<R, 'headers'>> }
    : { readonly headers: Named<At<R, 'headers'>> };
type OneReply<S, R> = [NonNullable<At<R, 'content'>>] extends [never]
  ? { readonly status: S; readonly body?: never; readonly contentType?: never } & HeadersPart<R>
  : {
      [M in keyof At<R, 'content'> & string]: { readonly status: S } & HeadersPart<R> &
        (M extends Json
          ? { readonly body: At<R, 'content'>[M] | JsonText<At<R, 'content'>[M]>; readonly contentType?: M }
          : { readonly body: Readable | Uint8Array | string; readonly contentType: string });
    }[keyof At<R, 'content'> & string];

/** What a handler may answer: the statuses, headers and bodies that the contract declares, nothing else. */
export type Reply<K extends OperationId> = {
  [S in keyof operations[K]['responses'] & number]: OneReply<S, operations[K]['responses'][S]>;
}[keyof operations[K]['responses'] & number];

// ---- the table

export type Handler<K extends OperationId> = (ctx: ContextOf<K>, input: Input<K>) => Promise<Reply<K>>;
export type Handlers = { readonly [K in OperationId]: Handler<K> };
/** A room's share. Write `export const routes = { ... } satisfies Routes`, never `: Routes`, which forgets the keys. */
export type Routes = Partial<Handlers>;
