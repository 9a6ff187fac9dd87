// SPDX-License-Identifier: EUPL-1.2
import type { House } from '#platform/house.ts';
import { prepareNextKeys, rotateKeys } from './signing-keys.ts';

/** `rotate-keys [--at-once]`: prepares new signing keys, to sign in a day; `--at-once` withdraws those that stand, for they were stolen. */
export async function rotateKeysCommand(house: House, words: readonly string[]): Promise<string[]> {
  if (words.includes('--at-once')) {
    await rotateKeys(house, { atOnce: true });
    return [
      'De nouvelles clés signent dès maintenant, les précédentes sont retirées.',
      'Les applications relisent les clés d’elles-mêmes ; ce que les anciennes ont signé n’est plus cru.',
    ];
  }
  await prepareNextKeys(house, { hours: 24 });
  return ['De nouvelles clés sont publiées ; elles signeront dans 24 heures, sans interruption.'];
}
