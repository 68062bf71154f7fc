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
