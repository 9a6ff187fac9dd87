// SPDX-License-Identifier: EUPL-1.2
/** What the operators of the demonstration bill besides their conventions. Figures of the catalogue; who orders is chosen. */
import type { BillingSettings } from './contract/settings.ts';
import { defaultSettings } from './settings/read-settings.ts';
import { siretOf } from './payers/siret.ts';
import type { NewCharge } from './charges/add-charge.ts';

export type DemoCharge = Omit<NewCharge, 'payerId' | 'beneficiaryId' | 'happenedOn' | 'reference'> & {
  /** INSEE code or SIREN. */
  payer: string;
  /** `before`: the year before the one that is billed; `late` came after the year's run, `waiting` is still to be taken. */
  when: 'before' | 'year' | 'late' | 'waiting';
};
export type DemoCost = {
  service: string;
  label: string;
  amountCents: number;
  isCommon: boolean;
  sharing: 'participation' | 'bodies' | 'population' | 'equal';
};
export type DemoOperator = {
  slug: 'gironde-numerique' | 'cdg-47';
  settings: BillingSettings;
  charges: readonly DemoCharge[];
  costs: readonly DemoCost[];
  /** Why the last document is corrected by a quarter. */
  correction: string;
};

const family = (nature: string): { nature: string; fonction: string } => ({ nature, fonction: '020' });
const accounting: BillingSettings['accounting'] = {
  participation: family('74758'),
  'access-fee': family('70688'),
  subscription: family('70688'),
  term: family('70688'),
  overage: family('74758'),
  order: family('70688'),
  'school-fee': family('70688'),
  volume: family('70688'),
  manual: family('70688'),
};

// A sample SIREN whose control digit is right and that nobody holds.
const SAMPLE = '123456782';

const taxed = { vatCode: 'S', rateBasisPoints: 2000 } as const;

export const operators: readonly DemoOperator[] = [
  {
    slug: 'gironde-numerique',
    settings: {
      ...defaultSettings,
      accounting,
      // The grid of 2017 prints no regime: these participations are those of art. 261 B.
      unqualified: { kind: 'appel', vatCode: 'E', note: '' },
      issuer: {
        siret: siretOf(SAMPLE, '0001'),
        vatNumber: `FR32${SAMPLE}`,
        legalForm: 'Syndicat mixte',
        address: { lines: ['1 place de l’Exemple'], postcode: '33000', city: 'Bordeaux', country: 'FR' },
        contact: { name: 'Service comptabilité', phone: '05 00 00 00 00', email: 'comptabilite@gironde.exemple' },
        payment: { iban: null, bic: null, accountant: 'la paierie départementale de la Gironde' },
      },
      instalments: [
        { dueOn: '06-30', percent: 50 },
        { dueOn: '12-15', percent: 50 },
      ],
    },
    charges: [
      {
        ...taxed,
        when: 'year',
        payer: '33535',
        family: 'volume',
        offer: 'alerte-sms',
        label: 'Alertes SMS',
        detail: '1 200 destinataires, 2 segments',
        quantity: 2_400,
        unit: 'sms',
        unitPriceTenThousandths: 600,
        act: 'Bon de commande {year}-31',
      },
      {
        ...taxed,
        when: 'year',
        payer: '33099',
        family: 'volume',
        offer: 'numerisation-actes',
        label: 'Numérisation et indexation d’actes, site centralisé',
        detail: '',
        quantity: 1_800,
        unit: 'acte',
        unitPriceTenThousandths: 4_600,
        act: 'Bon de commande {year}-12',
      },
      {
        ...taxed,
        when: 'year',
        payer: '33330',
        family: 'school-fee',
        offer: 'ecoles-numeriques',
        label: 'Écoles numériques, frais de gestion',
        detail: '',
        quantity: 50_000,
        unit: 'commande',
        unitPriceTenThousandths: 0,
        act: 'Bon de commande {year}-07',
      },
      {
        ...taxed,
        when: 'year',
        payer: '33165',
        family: 'order',
        offer: 'antivirus',
        label: 'Antivirus avec EDR, 3 ans',
        detail: '12 postes',
        quantity: 12,
        unit: 'poste',
        unitPriceTenThousandths: 331_700,
        act: 'Devis accepté en mairie',
      },
      {
        ...taxed,
        when: 'before',
        payer: '33535',
        family: 'volume',
        offer: 'alerte-sms',
        label: 'Alertes SMS',
        detail: '900 destinataires, 2 segments',
        quantity: 1_800,
        unit: 'sms',
        unitPriceTenThousandths: 600,
        act: 'Bon de commande {year}-18',
      },
      {
        ...taxed,
        when: 'before',
        payer: '33099',
        family: 'volume',
        offer: 'numerisation-actes',
        label: 'Numérisation et indexation d’actes, site centralisé',
        detail: '',
        quantity: 2_400,
        unit: 'acte',
        unitPriceTenThousandths: 4_600,
        act: 'Bon de commande {year}-09',
      },
      {
        ...taxed,
        when: 'before',
        payer: '33330',
        family: 'school-fee',
        offer: 'ecoles-numeriques',
        label: 'Écoles numériques, frais de gestion',
        detail: '',
        quantity: 40_000,
        unit: 'commande',
        unitPriceTenThousandths: 0,
        act: 'Bon de commande {year}-05',
      },
      {
        ...taxed,
        when: 'late',
        payer: '33330',
        family: 'order',
        offer: 'antivirus',
        label: 'Antivirus avec EDR, 3 ans',
        detail: '5 postes',
        quantity: 5,
        unit: 'poste',
        unitPriceTenThousandths: 331_700,
        act: 'Bon de commande {year}-44',
      },
      {
        ...taxed,
        when: 'waiting',
        payer: '33535',
        family: 'volume',
        offer: 'alerte-sms',
        label: 'Alertes SMS',
        detail: '500 destinataires',
        quantity: 500,
        unit: 'sms',
        unitPriceTenThousandths: 600,
        act: 'Bon de commande {year}-52',
      },
    ],
    costs: [
      {
        service: 'adhesion-mutualisee',
        label: 'Salaires et charges des équipes mutualisées',
        amountCents: 5_600_000,
        isCommon: true,
        sharing: 'participation',
      },
      {
        service: 'adhesion-mutualisee',
        label: 'Hébergement et télécommunications',
        amountCents: 1_450_000,
        isCommon: true,
        sharing: 'participation',
      },
      { service: 'alerte-sms', label: 'Achat de messages', amountCents: 9_600, isCommon: false, sharing: 'equal' },
    ],
    correction: 'Quantité livrée inférieure à la commande',
  },
  {
    slug: 'cdg-47',
    settings: {
      ...defaultSettings,
      accounting,
      issuer: {
        siret: siretOf('987654324', '0001'),
        vatNumber: null,
        legalForm: 'Établissement public administratif',
        address: { lines: ['2 rue de l’Exemple'], postcode: '47000', city: 'Agen', country: 'FR' },
        contact: { name: 'Pôle numérique', phone: '05 00 00 00 01', email: 'numerique@cdg47.exemple' },
        payment: { iban: null, bic: null, accountant: 'la paierie départementale de Lot-et-Garonne' },
      },
    },
    charges: [
      {
        vatCode: 'O',
        rateBasisPoints: 0,
        when: 'year',
        payer: '47157',
        family: 'order',
        offer: 'journee',
        label: 'Mise en service : au-delà de la journée comprise',
        detail: 'Une demi-journée',
        quantity: 0.5,
        unit: 'jour',
        unitPriceTenThousandths: 4_000_000,
        act: 'Annexe n° 2, tarif à la journée',
      },
    ],
    costs: [
      { service: 'forfait-technologie', label: 'Techniciens', amountCents: 700_000, isCommon: true, sharing: 'population' },
      { service: 'forfait-metiers', label: 'Formateurs et assistance métiers', amountCents: 900_000, isCommon: true, sharing: 'population' },
    ],
    correction: 'Service ouvert au deuxième trimestre : le premier est rendu',
  },
];
