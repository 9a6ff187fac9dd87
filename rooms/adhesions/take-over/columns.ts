// SPDX-License-Identifier: EUPL-1.2
/** The columns of a take-over file: their titles, what to write in each, examples. Data alone, safe for the browser. */
export const columns = {
  number: {
    titles: ['Numéro de convention', 'Convention', 'Numéro', 'N° de convention'],
    says: 'Le numéro que porte la convention. C’est lui qui la reconnaît d’un fichier à l’autre. Plusieurs lignes d’un même numéro se complètent.',
    isRequired: true,
  },
  kind: { titles: ['Nature', 'Type'], says: 'cadre, tripartite ou forfait.', isRequired: true },
  body: { titles: ['Bénéficiaire', 'Collectivité', 'Adhérent'], says: 'SIREN, code INSEE ou nom de la collectivité.', isRequired: true },
  payer: { titles: ['Payeur', 'EPCI'], says: 'SIREN ou nom de qui paie : l’EPCI pour une tripartite. Vide : la collectivité elle-même.' },
  edition: {
    titles: ['Édition', 'Catalogue', 'Tarif'],
    says: 'Nom ou clé de l’édition du catalogue sous laquelle la convention a été signée. Vide pour une tripartite : celle de sa convention cadre.',
  },
  begins: { titles: ['Début', 'Date d’effet', 'Date de début'], says: 'Premier jour, au format 31/12/2026.', isRequired: true },
  ends: { titles: ['Fin', 'Échéance', 'Date de fin'], says: 'Dernier jour. Vide : sans terme.' },
  renewal: { titles: ['Reconduction', 'Renouvellement'], says: 'expresse (valeur par défaut) ou tacite.' },
  notice: { titles: ['Préavis', 'Préavis (mois)'], says: 'Nombre de mois. Vide : 3.' },
  actNumber: { titles: ['Délibération', 'Numéro de la délibération'], says: 'Numéro de la délibération qui a décidé.' },
  votedOn: { titles: ['Date de la délibération', 'Délibérée le'], says: 'Jour du vote.' },
  actIdentifier: {
    titles: ['Identifiant de l’acte', 'Identifiant préfecture'],
    says: 'Identifiant donné par la préfecture, comme 033-243301355-20171018-D2017-37-DE.',
  },
  signedOn: { titles: ['Signature', 'Date de signature', 'Signée le'], says: 'Jour de la signature.' },
  signedFor: { titles: ['Qualité du signataire', 'Signataire'], says: 'Fonction du signataire (« Présidente »). Aucun nom n’est nécessaire.' },
  volume: { titles: ['Volume', 'Volume souscrit'], says: 'Volume de données du territoire, avec son unité : 1 To, 500 Go. Conventions cadres.' },
  items: {
    titles: ['Offres', 'Forfaits', 'Prestations'],
    says: 'Offres souscrites, séparées par « | », avec leur quantité : forfait-technologie | certificat-electronique × 2. Vide pour une cadre ou une tripartite : l’adhésion.',
  },
  amount: {
    titles: ['Montant annuel', 'Montant', 'Participation'],
    says: 'Montant annuel du document signé, en euros. Il est comparé au prix imprimé.',
  },
  uses: {
    titles: ['Droits déjà utilisés', 'Consommations'],
    says: 'Droit = quantité le jour, séparés par « | » : sauvegarde-go = 12,5 le 01/11/2026 | audit = 1 le 15/03/2024. Sans jour : aujourd’hui.',
  },
  certificates: {
    titles: ['Certificats', 'Certificats électroniques'],
    says: 'Fonction du titulaire = date d’expiration, séparés par « | » : Secrétaire générale = 15/03/2028. Aucun nom n’est nécessaire.',
  },
} as const satisfies Record<string, { titles: readonly [string, ...string[]]; says: string; isRequired?: true }>;

export type TakeOverColumn = keyof typeof columns;

/** Lines to start from: a territory of 2017 with one of its communes, and a body that subscribed by itself. */
export const exampleLines: readonly Partial<Record<TakeOverColumn, string>>[] = [
  {
    number: 'CC-2017-001',
    kind: 'cadre',
    body: '243301355',
    edition: 'gironde-numerique-2017',
    begins: '01/01/2018',
    ends: '31/12/2027',
    renewal: 'expresse',
    notice: '6',
    actNumber: 'D2017-37',
    votedOn: '17/10/2017',
    actIdentifier: '033-243301355-20171018-D2017-37-DE',
    signedOn: '04/12/2017',
    signedFor: 'Président',
    volume: '1 To',
    amount: '17 938,00',
    uses: 'volume-du-territoire = 740',
  },
  {
    number: 'CT-2018-004',
    kind: 'tripartite',
    body: '33061',
    payer: '243301355',
    begins: '01/03/2018',
    actNumber: '2018-02-07',
    votedOn: '06/02/2018',
    certificates: 'Secrétaire de mairie = 15/03/2028',
  },
  {
    number: 'AN-2024-118',
    kind: 'forfait',
    body: '47157',
    edition: 'cdg47-deux-forfaits',
    begins: '01/01/2024',
    signedOn: '12/12/2023',
    items: 'forfait-technologie | parapheur',
    uses: 'sauvegarde-go = 12,5 | audit = 1 le 15/03/2024',
    certificates: 'Maire = 20/06/2027',
  },
];
