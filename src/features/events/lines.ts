/** One event as a stream of text/event-stream has it; `data` is JSON without line breaks. */
export const eventLines = (id: string, type: string, data: string): string => `id: ${id}\nevent: ${type}\ndata: ${data}\n\n`;

/** Moves the reader's Last-Event-ID without an event. */
export const idLine = (id: string): string => `id: ${id}\n\n`;

/** A line that readers skip. */
export const comment = (text: string): string => `: ${text}\n\n`;
