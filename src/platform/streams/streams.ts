/** What the open event streams of one process share. */
export interface Streams {
  /** Aborts when the process begins to stop: streams end. */
  readonly draining: AbortSignal;
  /**
   * A place for one more stream; what is returned gives it back.
   * Throws Problem `too-many-requests` when the workspace has as many as it may, `unavailable` when the process has.
   */
  enter(workspaceId: string): () => void;
  /** Calls `ring` on every notice of the topic, and when some may have been lost. What is returned ends it. */
  hear(topic: string, ring: () => void): () => void;
  /** Runs `look` when its turn has come: few at a time, so that streams leave the database's connections to others. */
  inTurn<T>(look: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
