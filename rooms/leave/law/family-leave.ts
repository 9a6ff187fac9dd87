// SPDX-License-Identifier: EUPL-1.2
/** Leaves for a birth, an adoption or the death of a child: how long the law makes them. Pure. */
import { familyRules } from './family-rules.ts';

export type Birth = { children: number; /** Children already in charge, or born viable. */ before: number };

/** First and last day of a maternity leave around the expected day. */
export function maternityLeave(expectedOn: Temporal.PlainDate, birth: Birth): { from: Temporal.PlainDate; until: Temporal.PlainDate; text: string } {
  const { value, text } = familyRules.ruleOn('leave.maternity', expectedOn);
  const { before, after } = lineFor(value, birth);
  return { from: expectedOn.subtract({ weeks: before }), until: expectedOn.add({ weeks: after }).subtract({ days: 1 }), text };
}

/** Days of the calendar of the leave of the other parent, beside the working days of the birth. */
export function paternityDays(bornOn: Temporal.PlainDate, { children }: Pick<Birth, 'children'>): { days: number; birthDays: number; text: string } {
  const { value, text } = familyRules.ruleOn('leave.paternity', bornOn);
  const { days } = lineFor(value, { children, before: 0 });
  return { days, birthDays: familyRules.ruleOn('leave.birth-days', bornOn).value, text };
}

/** Last day of an adoption leave, taken by one parent or shared by both. */
export function adoptionLeave(from: Temporal.PlainDate, birth: Birth, isShared: boolean): { until: Temporal.PlainDate; text: string } {
  const { value, text } = familyRules.ruleOn('leave.adoption', from);
  const { weeks, shared } = lineFor(value, birth);
  return { until: from.add({ weeks, days: isShared ? shared : 0 }).subtract({ days: 1 }), text };
}

/** Working days of right at the death of a child, and how many more may be taken within a year of it. */
export function childDeathDays(
  diedOn: Temporal.PlainDate,
  { isUnder25, wasParent }: { isUnder25: boolean; wasParent: boolean },
): { days: number; more: number; text: string } {
  const { value, text } = familyRules.ruleOn('leave.child-death', diedOn);
  const isLonger = isUnder25 || wasParent;
  return { days: isLonger ? value.young : value.days, more: isLonger ? value.more : 0, text };
}

/** What the law gives for a kind of absence that begins on a day, in one sentence with its text; null where it fixes no length, or none was known yet. */
export function lawfulLength(kind: string, on: Temporal.PlainDate): string | null {
  const [key, says] = sentences.get(kind) ?? [null, null];
  if (!key || !says || on.toString() < (familyRules.rules[key].dated[0]?.from ?? '')) return null;
  return `${says(on)} (${familyRules.ruleOn(key, on).text}).`;
}

const sentences = new Map<string, [keyof typeof familyRules.rules, (on: Temporal.PlainDate) => string]>([
  [
    'maternite',
    [
      'leave.maternity',
      (on) => {
        const lines = familyRules.ruleOn('leave.maternity', on).value.toReversed();
        const said = lines.map(
          ({ children, inCharge, before, after }) => `${before + after} semaines ${expecting(children, inCharge)} (${before} avant, ${after} après)`,
        );
        return `Autour du jour présumé : ${said.join(' ; ')}`;
      },
    ],
  ],
  ['naissance', ['leave.birth-days', (on) => `${familyRules.ruleOn('leave.birth-days', on).value} jours ouvrables, à la naissance`]],
  [
    'paternite',
    [
      'leave.paternity',
      (on) => {
        const [many, one] = [
          lineFor(familyRules.ruleOn('leave.paternity', on).value, { children: 2, before: 0 }),
          lineFor(familyRules.ruleOn('leave.paternity', on).value, { children: 1, before: 0 }),
        ];
        return `${one.days} jours consécutifs, ${many.days} pour des naissances multiples, dont ${one.atOnce} à la suite du congé de naissance`;
      },
    ],
  ],
  [
    'adoption',
    [
      'leave.adoption',
      (on) => {
        const lines = familyRules.ruleOn('leave.adoption', on).value.toReversed();
        const said = lines.map(
          ({ children, inCharge, weeks, shared }) =>
            `${weeks} semaines ${adopting(children, inCharge)} (${shared} jours de plus si les deux parents se le répartissent)`,
        );
        return said.join(' ; ');
      },
    ],
  ],
  [
    'naissance-supplementaire',
    ['leave.more-birth', (on) => `${familyRules.ruleOn('leave.more-birth', on).value.join(' ou ')} mois, au choix de chaque parent`],
  ],
  [
    'deces-enfant',
    [
      'leave.child-death',
      (on) => {
        const { days, young, more } = familyRules.ruleOn('leave.child-death', on).value;
        return `${days} jours ouvrables de droit ; ${young} si l’enfant avait moins de 25 ans ou était lui-même parent, et ${more} jours de plus, fractionnables, dans l’année qui suit`;
      },
    ],
  ],
]);

function expecting(children: number, inCharge: number): string {
  if (children >= 3) return 'pour des triplés ou davantage';
  if (children === 2) return 'pour des jumeaux';
  return inCharge >= 2 ? 'avec deux enfants déjà à charge' : 'pour un premier ou un deuxième enfant';
}

function adopting(children: number, inCharge: number): string {
  if (children >= 2) return 'pour plusieurs enfants';
  return inCharge >= 2 ? 'avec deux enfants déjà à charge' : 'pour un enfant';
}

function lineFor<Line extends { children: number; inCharge: number }>(lines: readonly Line[], { children, before }: Birth): Line {
  const found = lines.find((line) => children >= line.children && before >= line.inCharge);
  if (!found) throw new Error('no line of the law fits this birth');
  return found;
}
