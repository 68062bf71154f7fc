import type { Tx } from '../../platform/db/database.ts';
import type { FileVersionRef } from '../files/index.ts';
import type { PageText } from './child/protocol.ts';
import { insertPages } from './queries.ts';

/** Statements stay small: a page can have a megabyte of text, a document thousands of pages. */
const PAGES_AT_A_TIME = 200;
const TEXT_AT_A_TIME = 2_000_000;

function* batches(pages: readonly PageText[]): Generator<{ readonly first: number; readonly pages: readonly PageText[] }> {
  let first = 0;
  let length = 0;
  for (const [index, { text }] of pages.entries()) {
    if (index > first && (index - first >= PAGES_AT_A_TIME || length + text.length > TEXT_AT_A_TIME)) {
      yield { first, pages: pages.slice(first, index) };
      first = index;
      length = 0;
    }
    length += text.length;
  }
  if (first < pages.length) yield { first, pages: pages.slice(first) };
}

/** Writes size and text of each page of a file version, numbered from 1. */
export async function storePages(tx: Tx, { fileId, version }: FileVersionRef, pages: readonly PageText[]): Promise<void> {
  for (const batch of batches(pages)) {
    const columns = [batch.pages.map((page) => page.width), batch.pages.map((page) => page.height), batch.pages.map((page) => page.text)];
    await tx.query(insertPages, [tx.workspaceId, fileId, version, batch.first + 1, ...columns]);
  }
}
