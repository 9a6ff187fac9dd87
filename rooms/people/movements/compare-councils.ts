// SPDX-License-Identifier: EUPL-1.2
import type { CsvFault } from '#platform/documents/read-csv.ts';
import { foldText } from '#platform/text/fold.ts';
import type { CouncilLine } from './read-council.ts';

export type Sitting = { id: string; givenName: string; familyName: string; title: string; email: string | null; roles: string[] };

export type Comparison = {
  stays: { before: Sitting; after: CouncilLine }[];
  changes: { before: Sitting; after: CouncilLine }[];
  comes: (CouncilLine & { email: string })[];
  leaves: Sitting[];
  faults: CsvFault[];
};

/**
 * Compares an assembly with the one that follows it. One is the same by address, else by name without accents or case; a name that two bear is a
 * fault unless the address tells them apart. Whoever comes needs an address: that is how they will be invited.
 */
export function compareCouncils(sitting: readonly Sitting[], list: readonly CouncilLine[]): Comparison {
  const found: Comparison = { stays: [], changes: [], comes: [], leaves: [], faults: [] };
  const left = new Set(sitting);
  for (const after of list) {
    const [before, another] = matches(left, after);
    if (before && another) {
      found.faults.push({ line: after.line, says: `Deux élus s’appellent ${nameOf(after)} : ajoutez leur adresse électronique.` });
    } else if (before) {
      left.delete(before);
      (foldText(before.title) === foldText(after.title) ? found.stays : found.changes).push({ before, after });
    } else if (after.email === null) {
      found.faults.push({ line: after.line, says: `${nameOf(after)} arrive : son adresse électronique manque.` });
    } else {
      found.comes.push({ ...after, email: after.email });
    }
  }
  found.leaves = [...left];
  return found;
}

function matches(left: ReadonlySet<Sitting>, after: CouncilLine): Sitting[] {
  const all = [...left];
  const byAddress = all.filter(({ email }) => email !== null && email.toLowerCase() === after.email);
  if (byAddress.length > 0) return byAddress;
  const named = all.filter((before) => folded(before) === folded(after));
  // Somebody known under another address is the same person only where nobody else bears the name.
  return named;
}

function folded({ familyName, givenName }: { familyName: string; givenName: string }): string {
  return `${foldText(familyName)} ${foldText(givenName)}`;
}

export function nameOf({ givenName, familyName }: { givenName: string; familyName: string }): string {
  return `${givenName} ${familyName}`;
}
