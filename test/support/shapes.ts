import type { components } from '../../src/http/generated/api.ts';

type Schemas = components['schemas'];

/** The bodies of answers, by the contract. */
export type Dossier = Schemas['Dossier'];
export type DossierTemplate = Schemas['DossierTemplate'];
export type FileItem = Schemas['File'];
export type FileStatus = Schemas['FileStatus'];
export type FileVersion = Schemas['FileVersion'];
export type Job = Schemas['Job'];
export type ResultPackage = Schemas['ResultPackage'];
export type HealthDetail = Schemas['HealthDetail'];
export type Upload = Schemas['Upload'];
export type PresignedUpload = Schemas['PresignedUpload'];

export interface List<Item> {
  readonly count: number;
  readonly countExact: boolean;
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly Item[];
}
