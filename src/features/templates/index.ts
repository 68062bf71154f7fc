export { createDefaultTemplate } from './create-default-template.ts';
export { defaultTemplateId, templateExists } from './find-template.ts';
