export { confirmContent, rejectContent } from './confirm-content.ts';
export { fileStored } from './contracts.ts';
export { holdFile } from './hold-file.ts';
export { bareType } from './media-types.ts';
export { cleanFilename } from './name-file.ts';
export { checkTitle } from './parse-metadata.ts';
export { isInTrash, nextToPurge, purgeFiles } from './purge-files.ts';
export { recordContent } from './record-content.ts';
export { SAMPLE_BYTES, settleType } from './sniff-type.ts';
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
