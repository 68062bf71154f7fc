import { PDFDocument } from '@cantoo/pdf-lib';

/** The same PDF, asking for a password before it opens. */
export async function protectByPassword(pdf: Uint8Array, userPassword: string): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  document.encrypt({ userPassword, ownerPassword: `${userPassword}-owner` });
  return document.save({ useObjectStreams: false });
}

/** The beginning of a file, as a broken transfer leaves it. */
export const truncate = (bytes: Uint8Array, share: number): Uint8Array => bytes.subarray(0, Math.floor(bytes.length * share));
