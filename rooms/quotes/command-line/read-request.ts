// SPDX-License-Identifier: EUPL-1.2
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { refuse as refuseInput } from '#platform/http/refusals.ts';
import { refuse } from '../contract.ts';

/** The same limit as the API's. */
const MOST_BYTES = 512_000;

/** The JSON object that a file, or standard input, holds. Refuses what cannot be read, is too long, or is no JSON object. */
export async function readRequest(file: string, stdin: Readable): Promise<Readonly<Record<string, unknown>>> {
  const text = await readText(file === '-' ? stdin : await openFile(file));
  const value = parse(text.replace(/^\ufeff/, ''));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse('quote.not-an-object');
  return value as Record<string, unknown>; // JSON objects have text keys
}

async function openFile(file: string): Promise<Readable> {
  const handle = await open(file).catch(() => {
    throw refuse('quote.file-not-found', { file });
  });
  return handle.createReadStream();
}

async function readText(stream: Readable): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of stream.on('error', () => {})) {
    const chunk = Buffer.from(part);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw refuseInput('platform.too-large', { limit: String(MOST_BYTES) });
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuseInput('platform.malformed-json');
  }
}
