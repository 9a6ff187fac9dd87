// SPDX-License-Identifier: EUPL-1.2
import type { Job } from '#platform/room.ts';
import { readAttachmentText, readPiecesText } from './read-documents.ts';

/** Documents are read beside the request that brings them, one at a time. */
export const registerJobs: readonly Job[] = [
  { name: 'adhesions.read-attachment', withoutTransaction: true, handler: readAttachmentText },
  { name: 'adhesions.read-pieces', withoutTransaction: true, handler: readPiecesText },
];
