// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { familyNames, settingsShape, type BillingSettings } from '../contract/settings.ts';
import { exemptionNote, latePaymentNote } from '../law/mentions.ts';
import type { Tables } from '../tables.ts';

/** The settings of the operator in the address; those of a house that has set nothing yet otherwise. */
export async function settingsOf(ctx: Context<Tables>): Promise<BillingSettings> {
  const row = await ctx.tx.selectFrom('billing.setting').select('content').where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  return row ? settingsShape.parse(row.content) : defaultSettings;
}

export const defaultSettings: BillingSettings = {
  issuer: {
    siret: null,
    vatNumber: null,
    legalForm: '',
    address: null,
    contact: { name: '', phone: '', email: '' },
    payment: { iban: null, bic: null, accountant: '' },
  },
  standardRateBasisPoints: 2000,
  rates: [2000, 1000, 550, 210],
  exemption: { reason: exemptionNote, reasonCode: 'VATEX-EU-132-1F' },
  outside: { reason: 'Hors du champ de la TVA.' },
  unqualified: {
    kind: 'appel',
    vatCode: 'O',
    note: 'Le tarif ne dit pas si ses prix sont hors taxes ou toutes taxes comprises. Aucune TVA n’est appelée tant que l’opérateur n’a pas qualifié ce régime (question écrite n° 5485 à l’Assemblée nationale, 2018, sur les missions facultatives des centres de gestion).',
  },
  notes: {
    appel: ['Participation aux charges communes, au titre de la convention visée à chaque ligne.'],
    facture: [latePaymentNote],
    avoir: [],
  },
  series: { appel: 'AP', facture: 'FA', avoir: 'AV', digits: 4, starts: [] },
  prorata: 'none',
  instalments: [],
  dueDays: 30,
  reminderDays: [15, 45],
  reminderText:
    'Sauf erreur de notre part, les sommes ci-dessous n’ont pas été reçues par notre comptable public. Nous vous remercions de bien vouloir procéder à leur mandatement. Si vous l’avez fait entre-temps, ne tenez pas compte de cette lettre.',
  accounting: Object.fromEntries(familyNames.map((family) => [family, { nature: null, fonction: null }])) as BillingSettings['accounting'], // a key for each family
};
