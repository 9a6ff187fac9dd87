// SPDX-License-Identifier: EUPL-1.2
import type { ByteRange } from '#platform/blobs/store.ts';
import { ResticFault } from './fault.ts';

/**
 * The part of an object that a Range header asks for; null for the whole: no header, another unit, several parts or a form that is not understood, which a
 * server may ignore (RFC 9110, section 14.2). Refuses 416 what begins beyond the end.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') return suffix(Number(to), size);
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return null;
  if (first >= size) throw beyond(size);
  return { first, last };
}

function suffix(length: number, size: number): ByteRange {
  if (length === 0 || size === 0) throw beyond(size);
  return { first: Math.max(size - length, 0), last: size - 1 };
}

function beyond(size: number): ResticFault {
  return new ResticFault(416, `La partie demandée dépasse la fin de l’objet, qui compte ${size} octets.`, { 'content-range': `bytes */${size}` });
}
