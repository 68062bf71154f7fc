/** What a queue's jobs are called in public, and what they are about. */
interface Kind {
  readonly kind: string;
  readonly subject: 'FILE' | 'UPLOAD' | 'RESULT_PACKAGE' | 'DOSSIER';
}

/** The queues whose jobs a workspace sees, by name; those of later rooms too, which this room must not import. A test knows them all. */
export const KINDS: Readonly<Record<string, Kind>> = {
  'extraction.analyze-file': { kind: 'ANALYZE_FILE', subject: 'FILE' },
  'uploads.complete-upload': { kind: 'COMPLETE_UPLOAD', subject: 'UPLOAD' },
  'uploads.verify-content': { kind: 'VERIFY_CONTENT', subject: 'UPLOAD' },
  'result-packages.build-package': { kind: 'BUILD_RESULT_PACKAGE', subject: 'RESULT_PACKAGE' },
  'result-packages.expire-package': { kind: 'EXPIRE_RESULT_PACKAGE', subject: 'RESULT_PACKAGE' },
  'trash.purge-dossier': { kind: 'PURGE_DOSSIER', subject: 'DOSSIER' },
  'trash.purge-file': { kind: 'PURGE_FILE', subject: 'FILE' },
};
