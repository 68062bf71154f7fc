export { countFile, lockActiveDossier } from './steps.ts';
