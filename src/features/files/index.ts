export { confirmContent, rejectContent } from './confirm-content.ts';
export { fileStored } from './contracts.ts';
export { isInTrash, nextToPurge, purgeFiles } from './purge-files.ts';
export { recordContent } from './record-content.ts';
export {
  findVersions,
  finishAnalysis,
  type SelectedFile,
  selectFiles,
  startAnalysis,
  type VersionFacts,
  type VersionToAnalyze,
} from './steps.ts';
export type { AnalysisOutcome, Content, FileVersionRef } from './types.ts';
