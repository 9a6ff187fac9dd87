// SPDX-License-Identifier: EUPL-1.2
import { isIP } from 'node:net';
import { asciiHost } from '../contract/checks.ts';

/** Whether a declared address holds this host: itself, or a name below it. */
export function covers(address: string, host: string): boolean {
  const [declared, asked] = [plain(address), plain(host)];
  return declared === asked || (isIP(declared) === 0 && asked.endsWith(`.${declared}`));
}

/** A host as it is kept and compared. */
export function plain(host: string): string {
  return asciiHost(
    host
      .trim()
      .toLowerCase()
      .replace(/^\[|\]$/g, '')
      .replace(/\.$/, ''),
  );
}
