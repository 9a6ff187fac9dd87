// SPDX-License-Identifier: EUPL-1.2
/** The key from which all others are protected. Lost, encrypted blobs and secrets are lost: it is kept apart from the backups. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LENGTH = 32;

/** 32 bytes in base64; anything else is a fault that names `source`. */
export function parseRootKey(text: string, source: string, faults: string[]): Uint8Array | null {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === LENGTH && /^[A-Za-z0-9+/=_-]+$/.test(text.trim())) return new Uint8Array(key);
  faults.push(`${source} doit contenir exactement 32 octets en base64 (openssl rand -base64 32).`);
  return null;
}

/** Reads the key from a file that the operator provides. */
export function readRootKey(file: string, faults: string[]): Uint8Array | null {
  try {
    return parseRootKey(readFileSync(file, 'utf8'), file, faults);
  } catch {
    faults.push(`SECRET_KEY_FILE désigne « ${file} », qui ne peut être lu.`);
    return null;
  }
}

/** The key of a trial installation: generated once, kept in its data folder, readable by its user alone. */
export function keptRootKey(dataDir: string, faults: string[]): Uint8Array | null {
  const file = join(dataDir, 'secret-key');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${randomBytes(LENGTH).toString('base64')}\n`, { mode: 0o600 });
    try {
      // Linking never replaces: of two processes that start together, both then read the same key.
      linkSync(draft, file);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  } catch {
    faults.push(`DATA_DIR désigne « ${dataDir} », où rien ne peut être écrit.`);
    return null;
  }
  return readRootKey(file, faults);
}
