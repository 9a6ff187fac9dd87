// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRules } from '#platform/rules/rules.ts';

/** What the texts say of paying and contesting what a public body is asked for. An operator may write other notes: what its payers agreed to is its own business. */
export const paymentLaw = defineRules({
  'payment.days': {
    label: 'Délai de paiement d’un pouvoir adjudicateur, en jours après réception de la demande',
    schema: z.int().positive(),
    dated: [
      {
        value: 30,
        text: 'Code de la commande publique, art. L. 2192-10 et R. 2192-10 (décret n° 2018-1075 du 3 décembre 2018)',
        from: '2019-04-01',
        until: null,
      },
    ],
  },
  'payment.late-points': {
    label: 'Majoration, en points, du taux de refinancement de la Banque centrale européenne au premier jour du semestre',
    schema: z.int().positive(),
    dated: [
      {
        value: 8,
        text: 'Code de la commande publique, art. L. 2192-13 et R. 2192-31 (décret n° 2018-1075 du 3 décembre 2018)',
        from: '2019-04-01',
        until: null,
      },
    ],
  },
  'payment.recovery-cents': {
    label: 'Indemnité forfaitaire pour frais de recouvrement, en centimes',
    schema: z.int().positive(),
    dated: [
      {
        value: 4_000,
        text: 'Code de la commande publique, art. L. 2192-13 et D. 2192-35 (décret n° 2018-1075 du 3 décembre 2018)',
        from: '2019-04-01',
        until: null,
      },
    ],
  },
  'contest.months': {
    label: 'Délai pour contester une créance devant le juge, en mois après réception du titre',
    schema: z.int().positive(),
    dated: [
      {
        value: 2,
        text: 'Code général des collectivités territoriales, art. L. 1617-5, 2° ; opposable si l’avis des sommes à payer le mentionne (code de justice administrative, art. R. 421-5)',
        from: '1996-04-13',
        until: null,
      },
    ],
  },
});
