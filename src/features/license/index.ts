export { createLicense, setCapacity } from './create-license.ts';
export { recordUsage, type Usage } from './record-usage.ts';
