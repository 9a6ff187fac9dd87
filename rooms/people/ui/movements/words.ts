// SPDX-License-Identifier: EUPL-1.2
import type { RenewalOutcome } from '../../contract.ts';

export const movementKindLabels = { arrival: 'Arrivée', departure: 'Départ', renewal: 'Renouvellement' } as const;
export const movementStateLabels = { planned: 'Prévu', done: 'Effectué', cancelled: 'Annulé' } as const;
export const movementStateColours = { planned: 'blue', done: 'green', cancelled: 'gray' } as const;

export const reasonLabels: Readonly<Record<string, string>> = {
  'end-of-mandate': 'Fin de mandat ou de contrat',
  mutation: 'Mutation',
  retirement: 'Retraite',
  resignation: 'Démission',
  other: 'Autre motif',
};

export const outcomeLabels: Readonly<Record<RenewalOutcome, string>> = {
  stays: 'Reconduit',
  changes: 'Change de fonction',
  comes: 'Arrive',
  leaves: 'Part',
};
export const outcomeColours: Readonly<Record<RenewalOutcome, string>> = { stays: 'gray', changes: 'yellow', comes: 'green', leaves: 'red' };

export function asOptions(labels: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

/** One step a line, as typed in a text area. */
export function stepsIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
