// The only maker of object keys. No name of a person or file, no key a prefix of another, none ending in `-<uuid>`:
// a store on a file system may keep half-written objects under such names.

/** Key of one attempt to write the bytes of a file. The row names the attempt that won. */
export const fileKey = (workspaceId: string, fileId: string, attemptId: string): string => `${workspaceId}/${fileId}/${attemptId}/original`;

/** Key of one attempt to build a result package. */
export const packageKey = (workspaceId: string, packageId: string, attemptId: string): string =>
  `${workspaceId}/result-packages/${packageId}/${attemptId}`;

/** Key under which parts are gathered that callers send to the store by themselves; its object is copied away and removed. */
export const stagingKey = (workspaceId: string, uploadId: string): string => `${workspaceId}/uploads/${uploadId}/staging`;

/** Key of what an attempt to go on with an upload has received beyond its last whole part. */
export const tailKey = (workspaceId: string, uploadId: string, attempt: number): string =>
  `${workspaceId}/uploads/${uploadId}/tails/${attempt}`;

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const OURS = new RegExp(`^${ID}/(?:${ID}/${ID}/original|result-packages/${ID}/${ID}|uploads/${ID}/(?:staging|tails/[0-9]+))$`);

/** Whether the key was made here; a store on a file system may list other things. */
export const isObjectKey = (key: string): boolean => OURS.test(key);
