// SPDX-License-Identifier: EUPL-1.2
/** How long the law makes leaves for a birth, an adoption or the death of a child, dated: the code général de la fonction publique refers to the code du travail. */
import { z } from 'zod';
import { defineRules } from '#platform/rules/rules.ts';

const CGFP = 'Code général de la fonction publique';
const DECREE = 'décret n° 2021-846 du 29 juin 2021';

/** How many children come, and how many were in charge (or born viable) before: the first line that fits holds. */
const birth = { children: z.int(), inCharge: z.int() };

export const familyRules = defineRules({
  'leave.maternity': {
    label: 'Congé de maternité, en semaines avant et après le jour présumé, selon les enfants attendus et déjà à charge',
    schema: z.array(z.strictObject({ ...birth, before: z.int(), after: z.int() })),
    dated: [
      {
        value: [
          { children: 3, inCharge: 0, before: 24, after: 22 },
          { children: 2, inCharge: 0, before: 12, after: 22 },
          { children: 1, inCharge: 2, before: 8, after: 18 },
          { children: 1, inCharge: 0, before: 6, after: 10 },
        ],
        text: `${CGFP}, art. L. 631-3 ; ${DECREE} ; code du travail, art. L. 1225-17 à L. 1225-21`,
        from: '2021-07-01',
        until: null,
      },
    ],
  },
  'leave.birth-days': {
    label: 'Congé de naissance, en jours ouvrables',
    schema: z.int(),
    dated: [{ value: 3, text: `${CGFP}, art. L. 631-6 ; ${DECREE}, art. 8 ; code du travail, art. L. 3142-1`, from: '2021-07-01', until: null }],
  },
  'leave.paternity': {
    label: 'Congé de paternité et d’accueil de l’enfant, en jours consécutifs, dont ceux qui suivent aussitôt le congé de naissance',
    schema: z.array(z.strictObject({ ...birth, days: z.int(), atOnce: z.int() })),
    dated: [
      {
        value: [
          { children: 2, inCharge: 0, days: 32, atOnce: 4 },
          { children: 1, inCharge: 0, days: 25, atOnce: 4 },
        ],
        text: `${CGFP}, art. L. 631-9 ; ${DECREE} ; code du travail, art. L. 1225-35`,
        from: '2021-07-01',
        until: null,
      },
    ],
  },
  'leave.adoption': {
    label: 'Congé d’adoption, en semaines, et jours de plus quand deux parents se le répartissent',
    schema: z.array(z.strictObject({ ...birth, weeks: z.int(), shared: z.int() })),
    dated: [
      {
        value: [
          { children: 2, inCharge: 0, weeks: 22, shared: 32 },
          { children: 1, inCharge: 2, weeks: 18, shared: 25 },
          { children: 1, inCharge: 0, weeks: 16, shared: 25 },
        ],
        text: `${CGFP}, art. L. 631-8 ; ${DECREE} ; code du travail, art. L. 1225-37 et L. 1225-40`,
        from: '2021-07-01',
        until: null,
      },
    ],
  },
  'leave.more-birth': {
    label: 'Congé supplémentaire de naissance, en mois, au choix de chaque parent',
    schema: z.array(z.int()),
    dated: [
      {
        value: [1, 2],
        text: `${CGFP}, art. L. 631-3 ; loi n° 2025-1403 du 30 décembre 2025, art. 99 ; code du travail, art. L. 1225-46-2`,
        from: '2026-01-01',
        until: null,
      },
    ],
  },
  'leave.child-death': {
    label: 'Absence de droit au décès d’un enfant, en jours ouvrables, et jours de plus à prendre dans l’année',
    schema: z.strictObject({ days: z.int(), young: z.int(), more: z.int() }),
    dated: [
      {
        value: { days: 12, young: 14, more: 8 },
        text: `${CGFP}, art. L. 622-2, dans sa rédaction de la loi n° 2023-622 du 19 juillet 2023`,
        from: '2023-07-21',
        until: null,
      },
    ],
  },
});
