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

/** How far the analysis of a file is. */
export const fileStatusShape: Shape = {
  id: 'f.id',
  version: 'f.version',
  processingStatus: 'f.processing_status',
  workflowStatus: 'f.workflow_status',
  pageCount: 'f.page_count',
  error: 'f.error',
  dateModified: time('f.date_modified'),
};
