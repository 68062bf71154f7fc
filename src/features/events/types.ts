/** What may happen, as `type` of an event; the table checks the same names. */
export type EventType =
  | 'file.stored'
  | 'file.processed'
  | 'file.failed'
  | 'file.trashed'
  | 'file.restored'
  | 'result-package.ready'
  | 'result-package.failed'
  | 'result-package.expired'
  | 'dossier.created'
  | 'dossier.trashed'
  | 'dossier.restored';

/** Something that happened: ids, a status and a code, never a name or a text of a document. */
export interface NewEvent {
  readonly type: EventType;
  readonly dossierId?: string;
  readonly fileId?: string;
  readonly version?: number;
  readonly resultPackageId?: string;
  /** State that the subject is in now. */
  readonly status?: string;
  /** Why it failed. */
  readonly code?: string;
}
