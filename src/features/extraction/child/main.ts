import { openAnswer } from './answer.ts';
import { documentBytes } from './document-bytes.ts';
import { ANSWER_FD, DOCUMENT_FD, type ReadRequest } from './protocol.ts';
import { readPdf } from './read-pdf.ts';

// The process that touches a hostile document: one document, one answer, no environment, nothing to gain.
const answer = openAnswer(ANSWER_FD);
await readPdf(documentBytes(DOCUMENT_FD), JSON.parse(process.argv[2] ?? '') as ReadRequest, answer);
await answer.finish();
process.exit(0);
