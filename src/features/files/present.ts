import { type Shape, time } from '../../platform/db/json.ts';

/** The public shape of a file; the query calls its table `f`. */
export const fileShape: Shape = {
  id: 'f.id',
  dossierId: 'f.dossier_id',
  filename: 'f.filename',
  title: 'f.title',
  mediaType: 'f.media_type',
  size: 'f.size',
  sha256: 'f.sha256',
  pageCount: 'f.page_count',
  ocrPageCount: 'f.ocr_page_count',
  processingStatus: 'f.processing_status',
  workflowStatus: 'f.workflow_status',
  assigneeId: 'f.assignee_id',
  version: 'f.version',
  attributes: 'f.attributes',
  error: 'f.error',
  dateAdded: time('f.date_added'),
  dateModified: time('f.date_modified'),
  createdBy: 'f.created_by',
};

/** One version of a file; `v` is the version, `f` its file. */
export const fileVersionShape: Shape = {
  version: 'v.version',
  filename: 'v.filename',
  mediaType: 'v.media_type',
  size: 'v.size',
  sha256: 'v.sha256',
  pageCount: 'v.page_count',
  processingStatus: 'v.processing_status',
  error: 'v.error',
  isCurrent: 'v.version = f.version',
  createdBy: 'v.created_by',
  dateAdded: time('v.date_added'),
};

/** How far the analysis of a version is; `v` is the version, `f` its file. */
export const fileStatusShape: Shape = {
  id: 'f.id',
  version: 'v.version',
  processingStatus: 'v.processing_status',
  workflowStatus: 'f.workflow_status',
  pageCount: 'v.page_count',
  error: 'v.error',
  dateModified: time('f.date_modified'),
};
