// SPDX-License-Identifier: EUPL-1.2
/** The documents that an adhesion needs, each with the template that writes it. Safe for the browser. */

export const documentKinds = [
  'deliberation-adhesion',
  'deliberation-tripartite',
  'deliberation-package',
  'deliberation-avenant',
  'convention-cadre',
  'convention-tripartite',
  'convention-accompagnement',
  'avenant',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** A protected block: what the software writes itself, which a template places and cannot change. */
export const protectedBlocks = {
  montants: 'Les montants du devis, au centime, avec leur régime de TVA',
  vote: 'Le décompte du vote : en exercice, quorum, présents, représentés, pour, contre, abstentions',
  services: 'La liste des services ouverts par le devis',
  collectivites: 'La liste des collectivités du territoire qui accèdent aux services',
  signatures: 'Les emplacements de signature de chaque partie',
  annexe_contenus: 'Le contenu de l’adhésion ou des forfaits, d’après le catalogue',
  annexe_tarifs: 'La grille ou le tableau des prix par strate, d’après le catalogue',
  annexe_options: 'Les compléments et options, avec leur prix, d’après le catalogue',
  annexe_regles: 'Les règles que le catalogue énonce',
} as const;
export type BlockName = keyof typeof protectedBlocks;

export type KindOfDocument = {
  label: string;
  /** Type of the dossiers in which it is made. */
  dossierType: 'adhesions.adhesion' | 'adhesions.tripartite' | 'adhesions.package' | 'adhesions.rider';
  family: 'deliberation' | 'convention';
  fileName: string;
  blocks: readonly BlockName[];
  /** Without which the document is not one. */
  required: readonly BlockName[];
};

const deliberation = { family: 'deliberation', fileName: 'projet-de-deliberation', required: ['montants', 'vote'] } as const;
const convention = { family: 'convention', fileName: 'convention', required: ['montants', 'signatures'] } as const;
const decided = ['montants', 'vote', 'services', 'collectivites', 'signatures'] as const;
const agreed = [
  'montants',
  'services',
  'collectivites',
  'signatures',
  'annexe_contenus',
  'annexe_tarifs',
  'annexe_options',
  'annexe_regles',
] as const;

export const kindsOfDocument: Readonly<Record<DocumentKind, KindOfDocument>> = {
  'deliberation-adhesion': { ...deliberation, label: 'Délibération d’adhésion d’un territoire', dossierType: 'adhesions.adhesion', blocks: decided },
  'deliberation-tripartite': {
    ...deliberation,
    label: 'Délibération d’accès d’une collectivité du territoire',
    dossierType: 'adhesions.tripartite',
    blocks: decided,
  },
  'deliberation-package': { ...deliberation, label: 'Délibération de souscription d’un forfait', dossierType: 'adhesions.package', blocks: decided },
  'deliberation-avenant': {
    ...deliberation,
    label: 'Délibération sur un avenant',
    dossierType: 'adhesions.rider',
    blocks: ['montants', 'vote', 'signatures'],
  },
  'convention-cadre': { ...convention, label: 'Convention cadre de participation', dossierType: 'adhesions.adhesion', blocks: agreed },
  'convention-tripartite': { ...convention, label: 'Convention tripartite d’accès', dossierType: 'adhesions.tripartite', blocks: agreed },
  'convention-accompagnement': {
    ...convention,
    label: 'Convention cadre « Accompagnement numérique »',
    dossierType: 'adhesions.package',
    blocks: agreed,
  },
  avenant: {
    ...convention,
    fileName: 'avenant',
    label: 'Avenant à une convention',
    dossierType: 'adhesions.rider',
    blocks: ['montants', 'signatures', 'annexe_tarifs', 'annexe_options'],
  },
};

/** The documents made in dossiers of that type: deliberation first. */
export function kindsFor(dossierType: string): DocumentKind[] {
  return documentKinds.filter((kind) => kindsOfDocument[kind].dossierType === dossierType);
}
