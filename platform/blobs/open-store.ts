// SPDX-License-Identifier: EUPL-1.2
import type { Settings } from '../settings.ts';
import { openDiskStore } from './disk.ts';
import { openS3Store } from './s3.ts';
import type { BlobStore } from './store.ts';

/** Opens the store that the settings name: a folder of this machine, made if need be, or a bucket. */
export async function openBlobStore(settings: Settings['blobs']): Promise<BlobStore> {
  return settings.kind === 'disk' ? openDiskStore(settings.dir) : openS3Store(settings);
}
