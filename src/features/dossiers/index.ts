export { beginPurge, purgeDossier } from './purge-dossier.ts';
export { countFile, lockActiveDossier } from './steps.ts';
