/**
 * Node's own part in keeping a child apart: it may read the given paths, and that is all that is left to it.
 * No writing, no process, no thread, no addon, no eval, no inspector. Folders end with a separator.
 */
export const nodeFlags = (readable: readonly string[], heapMegabytes: number): readonly string[] => [
  '--permission',
  ...readable.map((path) => `--allow-fs-read=${path}`),
  '--no-addons',
  '--disallow-code-generation-from-strings',
  '--disable-proto=delete',
  '--no-warnings',
  `--max-old-space-size=${heapMegabytes}`,
];
