// SPDX-License-Identifier: EUPL-1.2
/** What the texts set for leave in the territorial public service, dated; a body sets its own within them (`leave.own_rule`). */
import { z } from 'zod';
import { defineRules } from '#platform/rules/rules.ts';

const ANNUAL = 'Décret n° 85-1250 du 26 novembre 1985';
const CET = 'Décret n° 2004-878 du 26 août 2004';

/** Days of leave are in hundredths of a day, working time in minutes, money in cents. */
export const leaveRules = defineRules({
  'leave.weeks': {
    label: 'Congé annuel, en multiples des obligations hebdomadaires',
    schema: z.int(),
    dated: [{ value: 5, text: `${ANNUAL}, art. 1er ; code général de la fonction publique, art. L. 621-1`, from: '1986-01-01', until: null }],
  },
  'leave.rounding': {
    label: 'Arrondi du congé annuel au prorata',
    schema: z.enum(['half-day-up', 'nearest-half-day', 'day-up']),
    bodies: 'freely',
    dated: [
      {
        value: 'half-day-up',
        text: `${ANNUAL}, art. 2 : le texte ne fixe pas d’arrondi, l’usage est la demi-journée supérieure`,
        from: '1986-01-01',
        until: null,
      },
    ],
  },
  'leave.split-days': {
    label: 'Jours de fractionnement, selon les jours pris hors période',
    schema: z.array(z.strictObject({ from: z.int(), gives: z.int() })),
    dated: [
      {
        value: [
          { from: 500, gives: 100 },
          { from: 800, gives: 200 },
        ],
        text: `${ANNUAL}, art. 1er, 4e alinéa`,
        from: '1986-01-01',
        until: null,
      },
    ],
  },
  'leave.split-season': {
    label: 'Période dont les jours ne comptent pas pour le fractionnement (mois-jour)',
    schema: z.strictObject({ from: z.string(), until: z.string() }),
    dated: [{ value: { from: '05-01', until: '10-31' }, text: `${ANNUAL}, art. 1er, 4e alinéa`, from: '1986-01-01', until: null }],
  },
  'leave.longest-absence': {
    label: 'Plus longue absence au titre des congés annuels, en jours consécutifs',
    schema: z.int().min(1),
    bodies: 'at-most',
    dated: [{ value: 31, text: `${ANNUAL}, art. 4`, from: '1986-01-01', until: null }],
  },
  'leave.carry-over-until': {
    label: 'Jour jusqu’auquel le reliquat autorisé de l’année précédente peut être pris (mois-jour), ou rien',
    schema: z
      .string()
      .regex(/^\d{2}-\d{2}$/)
      .nullable(),
    bodies: 'freely',
    dated: [
      {
        value: null,
        text: `${ANNUAL}, art. 5 : pas de report, sauf autorisation exceptionnelle de l’autorité territoriale`,
        from: '1986-01-01',
        until: null,
      },
    ],
  },
  'leave.kept-months': {
    label: 'Report du congé que la maladie ou un congé familial a empêché de prendre, en mois',
    schema: z.int().min(0),
    bodies: 'at-least',
    dated: [{ value: 15, text: `${ANNUAL}, art. 5-1, issu du décret n° 2025-564 du 21 juin 2025`, from: '2025-06-23', until: null }],
  },
  'leave.kept-weeks': {
    label: 'Part du congé annuel que la maladie laisse reporter, en semaines',
    schema: z.int().min(0),
    bodies: 'at-least',
    dated: [{ value: 4, text: `${ANNUAL}, art. 5-1, issu du décret n° 2025-564 du 21 juin 2025`, from: '2025-06-23', until: null }],
  },
  'leave.rtt': {
    label: 'Jours de réduction du temps de travail d’un temps plein, selon les minutes hebdomadaires',
    schema: z.array(z.strictObject({ minutes: z.int(), days: z.int() })),
    bodies: 'freely',
    dated: [
      {
        value: [
          { minutes: 2130, days: 300 },
          { minutes: 2160, days: 600 },
          { minutes: 2190, days: 900 },
          { minutes: 2220, days: 1200 },
          { minutes: 2250, days: 1500 },
          { minutes: 2280, days: 1800 },
          { minutes: 2300, days: 2000 },
          { minutes: 2340, days: 2300 },
          { minutes: 2400, days: 2800 },
        ],
        text: 'Décret n° 2000-815 du 25 août 2000, applicable par le décret n° 2001-623 du 12 juillet 2001 ; circulaire NOR MFPF1202031C du 18 janvier 2012',
        from: '2002-01-01',
        until: null,
      },
    ],
  },
  'leave.working-days': {
    label: 'Jours ouvrables d’une année en régime hebdomadaire',
    schema: z.int(),
    dated: [
      {
        value: 228,
        text: 'Circulaire NOR MFPF1202031C du 18 janvier 2012, prise pour l’article 115 de la loi n° 2010-1657 du 29 décembre 2010',
        from: '2011-01-01',
        until: null,
      },
    ],
  },
  'leave.annual-minutes': {
    label: 'Durée annuelle du travail à temps plein, journée de solidarité comprise',
    schema: z.int(),
    bodies: 'at-most',
    dated: [
      { value: 96_000, text: 'Décret n° 2000-815 du 25 août 2000, art. 1er, dans sa première rédaction', from: '2002-01-01', until: '2004-12-31' },
      {
        value: 96_420,
        text: 'Décret n° 2000-815 du 25 août 2000, art. 1er ; loi n° 2019-828 du 6 août 2019, art. 47',
        from: '2005-01-01',
        until: null,
      },
    ],
  },
  'leave.cet-ceiling': {
    label: 'Plafond du compte épargne-temps',
    schema: z.int(),
    dated: [
      { value: 6000, text: `${CET}, art. 7-1`, from: '2010-05-22', until: '2019-12-31' },
      { value: 7000, text: 'Décret n° 2020-723 du 12 juin 2020', from: '2020-01-01', until: '2020-12-31' },
      { value: 6000, text: `${CET}, art. 7-1`, from: '2021-01-01', until: '2023-12-31' },
      { value: 7000, text: 'Arrêté du 9 janvier 2024, art. 2', from: '2024-01-01', until: '2024-12-31' },
      { value: 6000, text: `${CET}, art. 7-1 ; arrêté du 9 janvier 2024, art. 1er`, from: '2025-01-01', until: null },
    ],
  },
  'leave.cet-beyond': {
    label: 'Plafond de qui dépassait déjà celui du compte épargne-temps à la fin de l’année précédente : ce qui y était, et tant de plus',
    schema: z.strictObject({ above: z.int(), more: z.int() }).nullable(),
    dated: [
      { value: null, text: `${CET}, art. 7-1`, from: '2010-05-22', until: '2023-12-31' },
      { value: { above: 6000, more: 1000 }, text: 'Décret n° 2024-15 et arrêté du 9 janvier 2024, art. 2', from: '2024-01-01', until: '2024-12-31' },
      { value: null, text: `${CET}, art. 7-1 ; arrêté du 9 janvier 2024, art. 1er`, from: '2025-01-01', until: null },
    ],
  },
  'leave.cet-paid-days': {
    label: 'Jours du compte épargne-temps payés à un agent dans une année, au plus, ou sans plafond',
    schema: z.int().min(1).max(70).nullable(),
    bodies: 'freely',
    dated: [
      { value: null, text: `${CET}, art. 10, qui ne prévoyait pas de plafond`, from: '2010-05-22', until: '2025-11-28' },
      {
        value: null,
        text: `${CET}, art. 10, complété par le décret n° 2025-1135 du 26 novembre 2025 : un plafond annuel vaut pour tous les agents`,
        from: '2025-11-29',
        until: null,
      },
    ],
  },
  'leave.cet-may-cap': {
    label: 'Plafond annuel des jours payés du compte épargne-temps',
    schema: z.boolean(),
    dated: [
      { value: false, text: `${CET}, art. 10, qui ne prévoyait pas de plafond`, from: '2010-05-22', until: '2025-11-28' },
      { value: true, text: `${CET}, art. 10, complété par le décret n° 2025-1135 du 26 novembre 2025`, from: '2025-11-29', until: null },
    ],
  },
  'leave.cet-must-take': {
    label: 'Congés annuels à prendre dans l’année avant d’épargner (temps complet)',
    schema: z.int(),
    dated: [{ value: 2000, text: `${CET}, art. 3`, from: '2004-08-29', until: null }],
  },
  'leave.cet-threshold': {
    label: 'Jours épargnés qui ne se prennent qu’en congé',
    schema: z.int(),
    dated: [
      { value: 2000, text: `${CET}, art. 5, dans sa rédaction du décret n° 2010-531 du 20 mai 2010`, from: '2010-05-22', until: '2018-12-29' },
      { value: 1500, text: `${CET}, art. 5, dans sa rédaction du décret n° 2018-1305 du 27 décembre 2018`, from: '2018-12-30', until: null },
    ],
  },
  'leave.cet-day': {
    label: 'Indemnité d’un jour épargné, selon la catégorie',
    schema: z.strictObject({ A: z.int(), B: z.int(), C: z.int() }),
    dated: [
      { value: { A: 12_500, B: 8_000, C: 6_500 }, text: 'Arrêté du 28 août 2009, art. 4', from: '2010-05-22', until: '2018-12-31' },
      {
        value: { A: 13_500, B: 9_000, C: 7_500 },
        text: 'Arrêté du 28 août 2009, art. 4, modifié le 28 novembre 2018',
        from: '2019-01-01',
        until: '2023-12-31',
      },
      {
        value: { A: 15_000, B: 10_000, C: 8_300 },
        text: 'Arrêté du 28 août 2009, art. 4, modifié le 24 novembre 2023',
        from: '2024-01-01',
        until: null,
      },
    ],
  },
  'leave.sick-waiting-days': {
    label: 'Jours de carence d’un congé de maladie',
    schema: z.int().min(0),
    dated: [
      { value: 1, text: 'Loi n° 2017-1837 du 30 décembre 2017, art. 115', from: '2018-01-01', until: '2020-03-23' },
      { value: 0, text: 'Loi n° 2020-290 du 23 mars 2020, art. 8', from: '2020-03-24', until: '2020-07-10' },
      {
        value: 1,
        text: 'Loi n° 2017-1837 du 30 décembre 2017, art. 115 ; code général de la fonction publique, art. L. 822-1 et suivants',
        from: '2020-07-11',
        until: null,
      },
    ],
  },
  'leave.sick-pay': {
    label: 'Traitement en congé de maladie ordinaire d’un fonctionnaire : percent, puis jours',
    schema: z.array(z.strictObject({ percent: z.int(), days: z.int() })),
    dated: [
      {
        value: [
          { percent: 100, days: 90 },
          { percent: 50, days: 270 },
        ],
        text: 'Code général de la fonction publique, art. L. 822-3, et loi n° 84-53 du 26 janvier 1984, art. 57, auparavant',
        from: '1984-01-27',
        until: '2025-02-28',
      },
      {
        value: [
          { percent: 90, days: 90 },
          { percent: 50, days: 270 },
        ],
        text: 'Code général de la fonction publique, art. L. 822-3, dans sa rédaction de la loi n° 2025-127 du 14 février 2025, art. 189',
        from: '2025-03-01',
        until: null,
      },
    ],
  },
  'leave.sick-pay-contract': {
    label: 'Rémunération en congé de maladie d’un contractuel de droit public, selon ses mois de service',
    schema: z.array(z.strictObject({ months: z.int(), rates: z.array(z.strictObject({ percent: z.int(), days: z.int() })) })),
    dated: [
      {
        value: contractRates(100),
        text: 'Décret n° 88-145 du 15 février 1988, art. 7',
        from: '1988-02-17',
        until: '2025-02-28',
      },
      {
        value: contractRates(90),
        text: 'Décret n° 88-145 du 15 février 1988, art. 7, dans sa rédaction du décret n° 2025-197 du 27 février 2025',
        from: '2025-03-01',
        until: null,
      },
    ],
  },
});

/** One, two then three months at the first rate and as many at half, after four months, two years and three years of service; nothing before. */
function contractRates(percent: number) {
  const rates = (days: number) => [
    { percent, days },
    { percent: 50, days },
  ];
  return [
    { months: 4, rates: rates(30) },
    { months: 24, rates: rates(60) },
    { months: 36, rates: rates(90) },
  ];
}
