// SPDX-License-Identifier: EUPL-1.2
/** Leaves for a birth or an adoption: how long the law makes them. Pure. */

export type Birth = { children: number; /** Children already in charge, or born viable. */ before: number };

const PARENT = 'Code général de la fonction publique, art. L. 631-3 et L. 631-8 ; code du travail, art. L. 1225-17 et suivants';

/** Weeks before and after the expected day. */
export function maternityWeeks({ children, before }: Birth): { before: number; after: number; text: string } {
  if (children >= 3) return { before: 24, after: 22, text: PARENT };
  if (children === 2) return { before: 12, after: 22, text: PARENT };
  return before >= 2 ? { before: 8, after: 18, text: PARENT } : { before: 6, after: 10, text: PARENT };
}

/** First and last day of a maternity leave around the expected day. */
export function maternityLeave(expectedOn: Temporal.PlainDate, birth: Birth): { from: Temporal.PlainDate; until: Temporal.PlainDate; text: string } {
  const weeks = maternityWeeks(birth);
  return {
    from: expectedOn.subtract({ weeks: weeks.before }),
    until: expectedOn.add({ weeks: weeks.after }).subtract({ days: 1 }),
    text: weeks.text,
  };
}

/** Calendar days of the leave of the other parent, beside the three working days of the birth. */
export function paternityDays({ children }: Pick<Birth, 'children'>): { days: number; birthDays: number; text: string } {
  return {
    days: children > 1 ? 32 : 25,
    birthDays: 3,
    text: 'Code général de la fonction publique, art. L. 631-6 et L. 631-9 ; code du travail, art. L. 1225-35',
  };
}

/** Weeks of an adoption leave taken by one parent. */
export function adoptionWeeks({ children, before }: Birth): { weeks: number; text: string } {
  const weeks = children > 1 ? 22 : before >= 2 ? 18 : 16;
  return { weeks, text: 'Code général de la fonction publique, art. L. 631-8 ; code du travail, art. L. 1225-37' };
}
