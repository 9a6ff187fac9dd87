// SPDX-License-Identifier: EUPL-1.2
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  ListMultipartUploadsCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { S3Settings } from '../settings.ts';
import { refuse } from './refusals.ts';
import { BlobMissing, type BlobStore, type ByteRange } from './store.ts';

// Two parts of 8 MiB are in memory at once; 10,000 parts, the protocol's limit, make 80 GB.
const PART_BYTES = 8 * 1024 * 1024;

/**
 * Keeps blobs as objects of one bucket. An object shows only once it is whole (one PUT, or the end of a multipart upload), and as
 * no name is written twice, nothing is asked of conditional writes, which many services lack.
 */
export function openS3Store(settings: Omit<S3Settings, 'kind'>): BlobStore {
  const client = clientFor(settings);
  const Bucket = settings.bucket;
  return {
    async write(name, content) {
      const upload = new Upload({
        client,
        params: { Bucket, Key: name, Body: Readable.from(content, { objectMode: false }), ContentType: 'application/octet-stream' },
        partSize: PART_BYTES,
        queueSize: 2,
        leavePartsOnError: false,
      });
      await upload.done().catch((error: unknown) => {
        throw statusOf(error) === 507 ? refuse('blobs.no-room') : error;
      });
    },
    async read(name, range) {
      const answer = await client.send(new GetObjectCommand({ Bucket, Key: name, ...rangeHeader(range) })).catch((error: unknown) => {
        throw statusOf(error) === 404 ? new BlobMissing(name) : error;
      });
      if (!(answer.Body instanceof Readable)) throw new Error('the S3 client gave no stream');
      return answer.Body;
    },
    async size(name) {
      try {
        return (await client.send(new HeadObjectCommand({ Bucket, Key: name }))).ContentLength ?? 0;
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
    },
    async remove(name) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: name }));
    },
    async *list() {
      for await (const page of paginateListObjectsV2({ client }, { Bucket })) {
        for (const { Key } of page.Contents ?? []) if (Key) yield Key;
      }
    },
    clearUnfinished: (before) => clearUnfinished(client, Bucket, before),
    async close() {
      client.destroy();
    },
  };
}

function clientFor(settings: Omit<S3Settings, 'kind'>): S3Client {
  return new S3Client({
    ...(settings.endpoint ? { endpoint: settings.endpoint } : {}),
    region: settings.region,
    forcePathStyle: settings.pathStyle,
    ...(settings.credentials ? { credentials: settings.credentials } : {}),
    // Services other than Amazon's refuse the checksum trailers; our own digests and seals check every byte.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 120_000 },
  });
}

async function clearUnfinished(client: S3Client, Bucket: string, before: Temporal.Instant): Promise<void> {
  let from: { KeyMarker?: string; UploadIdMarker?: string } | null = {};
  while (from) {
    const page: Awaited<ReturnType<typeof listUploads>> = await listUploads(client, Bucket, from);
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      if (!Key || !UploadId || !Initiated || Initiated.getTime() >= before.epochMilliseconds) continue;
      await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    }
    from =
      page.IsTruncated && page.NextKeyMarker && page.NextUploadIdMarker
        ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
        : null;
  }
}

function listUploads(client: S3Client, Bucket: string, from: { KeyMarker?: string; UploadIdMarker?: string }) {
  return client.send(new ListMultipartUploadsCommand({ Bucket, ...from }));
}

function rangeHeader(range: ByteRange | undefined): { Range?: string } {
  return range ? { Range: `bytes=${range.first}-${range.last}` } : {};
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
