// SPDX-License-Identifier: EUPL-1.2
import type { RowOf } from '#ui/tables/columns.ts';
import type { listKinds } from '../../contract.ts';

export type Kind = RowOf<typeof listKinds>;

export type Editable = Omit<Kind, 'id' | 'key' | 'counter' | 'isHealth' | 'isFamily' | 'isArchived'>;

/** What may be edited of a kind, and nothing else of what is given. */
export function editable(kind: Editable): Editable {
  return {
    label: kind.label,
    short: kind.short,
    colour: kind.colour,
    mostAtOnce: kind.mostAtOnce,
    mostPerYear: kind.mostPerYear,
    takesHours: kind.takesHours,
    askedBy: kind.askedBy,
    needsAnswer: kind.needsAnswer,
    proof: kind.proof,
    isPrivate: kind.isPrivate,
    isAtWork: kind.isAtWork,
    payrollCode: kind.payrollCode,
    text: kind.text,
  };
}

/** Colours that a kind of absence may wear: those of the planning. */
export const colourWords: Readonly<Record<string, string>> = {
  blue: 'Bleu',
  cyan: 'Cyan',
  indigo: 'Indigo',
  teal: 'Sarcelle',
  green: 'Vert',
  lime: 'Vert clair',
  yellow: 'Jaune',
  orange: 'Orange',
  red: 'Rouge',
  pink: 'Rose',
  grape: 'Violet',
  violet: 'Mauve',
  gray: 'Gris',
  dark: 'Noir',
};

export const proofWords: Readonly<Record<Kind['proof'], string>> = {
  none: 'Aucun',
  asked: 'Demandé',
  required: 'Exigé pour accorder',
};

/** « 5 jours par événement, 6 jours par an ». */
export function limitInWords({ mostAtOnce, mostPerYear }: Pick<Kind, 'mostAtOnce' | 'mostPerYear'>): string | null {
  const days = (value: number): string => `${value.toLocaleString('fr-FR')} jour${value >= 2 ? 's' : ''}`;
  const said = [mostAtOnce === null ? null : `${days(mostAtOnce)} par événement`, mostPerYear === null ? null : `${days(mostPerYear)} par an`];
  return said.filter(Boolean).join(', ') || null;
}
