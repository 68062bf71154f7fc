export { fileStored } from './contracts.ts';
export {
  findVersions,
  finishAnalysis,
  type SelectedFile,
  selectFiles,
  startAnalysis,
  type VersionToAnalyze,
} from './steps.ts';
export type { AnalysisOutcome, FileVersionRef } from './types.ts';
