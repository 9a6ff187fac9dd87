// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { readPesReturn } from '../pes/read-return.ts';
import type { ReturnMapping } from './mapping.ts';
import { readCsvReturn } from './read-csv-return.ts';
import type { ReturnReading } from './returned-line.ts';

/** Reads any return: XML of the PES, or a table mapped by the operator. Its bytes tell which, never its name. */
export function readReturn(file: Uint8Array, mapping: ReturnMapping): ReturnReading {
  const start = new TextDecoder('latin1').decode(file.subarray(0, 200)).replace(/^ï»¿/, '').trimStart();
  return start.startsWith('<') ? readPesReturn(file) : readCsvReturn(file, mapping);
}

/** What makes two files the same: importing one twice changes nothing the second time. */
export function digestOf(file: Uint8Array): string {
  return createHash('sha256').update(file).digest('hex');
}
