// SPDX-License-Identifier: EUPL-1.2
/** The pages that the law wants, as text: the screens show it, and a room may render it on the server from the same source. */

/** What the operator's settings say; `GET /api/notices` answers it for the site. Null: not given, and said so on the page. */
export type Notices = {
  publisher: {
    name: string;
    address: string | null;
    phone: string | null;
    email: string | null;
    legalForm: string | null;
    siren: string | null;
    director: string | null;
  };
  host: { name: string; address: string | null; phone: string | null } | null;
  /** Where to write about personal data. */
  dataProtectionContact: string | null;
  /** Where to report a page that cannot be used. */
  accessibilityContact: string | null;
  /** Result of an audit against RGAA 4.1; null when none was made. */
  accessibilityAudit: { on: string; by: string; conformity: number } | null;
  /** Processings declared by the rooms. */
  processings: readonly { category: string; purpose: string; basis: string; retention: string }[];
};

export const unknownNotices: Notices = {
  publisher: { name: 'l’opérateur de ce service', address: null, phone: null, email: null, legalForm: null, siren: null, director: null },
  host: null,
  dataProtectionContact: null,
  accessibilityContact: null,
  accessibilityAudit: null,
  processings: [],
};

export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'table'; caption: string; head: readonly string[]; rows: readonly (readonly string[])[] };
export type Section = { heading: string; blocks: readonly Block[] };
export type Notice = { title: string; lead: string; sections: readonly Section[] };

const NOT_GIVEN = 'non communiqué par l’opérateur';

/** Déclaration d'accessibilité in the form of the decree of 24 July 2019: without an audit, nothing is conform. */
export function accessibilityStatement({ publisher, accessibilityContact, accessibilityAudit: audit }: Notices): Notice {
  const state = !audit
    ? 'non conforme'
    : audit.conformity === 100
      ? 'totalement conforme'
      : audit.conformity >= 50
        ? 'partiellement conforme'
        : 'non conforme';
  return {
    title: 'Déclaration d’accessibilité',
    lead: `${capital(publisher.name)} s’engage à rendre ce service accessible, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005.`,
    sections: [
      {
        heading: 'État de conformité',
        blocks: [
          paragraph(
            audit
              ? `Ce service est ${state} avec le référentiel général d’amélioration de l’accessibilité (RGAA 4.1) : ${audit.conformity} % des critères applicables sont respectés, selon l’audit réalisé par ${audit.by} le ${audit.on}.`
              : 'Ce service est non conforme avec le référentiel général d’amélioration de l’accessibilité (RGAA 4.1) : aucun audit n’a encore été réalisé, et sans audit la conformité ne peut être affirmée.',
          ),
          paragraph(
            'Des contrôles automatiques, des parcours au clavier et des essais à 200 % de zoom accompagnent chaque version. Ils ne remplacent pas un audit.',
          ),
        ],
      },
      {
        heading: 'Contenus dont l’accessibilité n’est pas assurée',
        blocks: [
          list([
            'Les documents déposés par les collectivités et leurs agents, tels qu’ils ont été fournis.',
            'Les graphiques, qui sont toujours accompagnés d’un tableau équivalent.',
            'Les documents produits avant le 23 septembre 2018, que l’article 47 exempte sauf s’ils sont nécessaires à une démarche.',
          ]),
        ],
      },
      {
        heading: 'Établissement de cette déclaration',
        blocks: [paragraph('Technologies utilisées : HTML5, CSS, JavaScript, WAI-ARIA. Les pages publiques fonctionnent sans JavaScript.')],
      },
      {
        heading: 'Retour d’information et contact',
        blocks: [
          paragraph(
            `Si un contenu ou un service vous est inaccessible, écrivez à ${accessibilityContact ?? publisher.email ?? publisher.name} pour être orienté vers une solution accessible ou obtenir le contenu sous une autre forme.`,
          ),
        ],
      },
      {
        heading: 'Voies de recours',
        blocks: [
          paragraph('Si vous avez signalé un défaut d’accessibilité et n’avez pas obtenu de réponse satisfaisante, vous pouvez :'),
          list([
            'écrire au Défenseur des droits : formulaire.defenseurdesdroits.fr ;',
            'contacter le délégué du Défenseur des droits dans votre département ;',
            'écrire sans affranchir à : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.',
          ]),
        ],
      },
    ],
  };
}

/** Mentions légales: article 1-1 of law no 2004-575 of 21 June 2004. */
export function legalNotice({ publisher, host }: Notices): Notice {
  return {
    title: 'Mentions légales',
    lead: 'Informations prévues par l’article 1-1 de la loi n° 2004-575 du 21 juin 2004 pour la confiance dans l’économie numérique.',
    sections: [
      {
        heading: 'Éditeur',
        blocks: [
          list([
            `Dénomination : ${publisher.name}`,
            `Forme juridique : ${publisher.legalForm ?? NOT_GIVEN}`,
            `SIREN : ${publisher.siren ?? NOT_GIVEN}`,
            `Adresse : ${publisher.address ?? NOT_GIVEN}`,
            `Téléphone : ${publisher.phone ?? NOT_GIVEN}`,
            `Courriel : ${publisher.email ?? NOT_GIVEN}`,
            `Directeur ou directrice de la publication : ${publisher.director ?? NOT_GIVEN}`,
          ]),
        ],
      },
      {
        heading: 'Hébergement',
        blocks: [
          host
            ? list([`Hébergeur : ${host.name}`, `Adresse : ${host.address ?? NOT_GIVEN}`, `Téléphone : ${host.phone ?? NOT_GIVEN}`])
            : paragraph(`Hébergeur : ${NOT_GIVEN}.`),
        ],
      },
      {
        heading: 'Logiciel',
        blocks: [
          paragraph(
            'Ce service repose sur Beffroi, logiciel libre sous licence publique de l’Union européenne (EUPL 1.2). Les caractères Atkinson Hyperlegible Next sont diffusés sous licence SIL Open Font 1.1.',
          ),
        ],
      },
      {
        heading: 'Traceurs',
        blocks: [
          paragraph(
            'Ce service dépose un seul cookie, nécessaire au maintien de votre connexion. Il n’emploie ni mesure d’audience ni traceur tiers.',
          ),
        ],
      },
    ],
  };
}

/** Données personnelles: articles 13 and 14 of the GDPR, from what the rooms declare. */
export function personalDataNotice({ publisher, dataProtectionContact, processings }: Notices): Notice {
  return {
    title: 'Données personnelles',
    lead: 'Ce que ce service enregistre à votre sujet, pourquoi, combien de temps, et comment exercer vos droits.',
    sections: [
      {
        heading: 'Responsables',
        blocks: [
          paragraph(
            `Chaque collectivité est responsable des données qu’elle traite dans son espace. ${capital(publisher.name)} agit comme sous-traitant au sens de l’article 28 du RGPD, et comme responsable pour la gestion des comptes.`,
          ),
          paragraph(`Contact : ${dataProtectionContact ?? publisher.email ?? NOT_GIVEN}.`),
        ],
      },
      {
        heading: 'Traitements',
        blocks: [
          processings.length > 0
            ? {
                kind: 'table',
                caption: 'Données traitées par ce service',
                head: ['Données', 'Finalité', 'Fondement', 'Conservation'],
                rows: processings.map(({ category, purpose, basis, retention }) => [category, purpose, basis, retention]),
              }
            : paragraph('La liste des traitements n’a pas été publiée par l’opérateur. Elle vous sera communiquée sur demande.'),
        ],
      },
      {
        heading: 'Destinataires et lieu',
        blocks: [
          paragraph(
            'Les données d’une collectivité ne sont lisibles que par les personnes qu’elle a mandatées et, pour l’assistance, par l’opérateur, dont chaque accès est consigné. Elles ne sont ni vendues ni transmises hors de l’Union européenne par ce logiciel.',
          ),
        ],
      },
      {
        heading: 'Vos droits',
        blocks: [
          paragraph(
            'Vous pouvez demander l’accès à vos données, leur rectification, leur effacement lorsque la loi ne commande pas de les conserver, la limitation du traitement, et vous y opposer.',
          ),
          paragraph(
            'Si la réponse ne vous satisfait pas, vous pouvez adresser une réclamation à la CNIL : 3 place de Fontenoy, TSA 80715, 75334 Paris CEDEX 07, cnil.fr.',
          ),
        ],
      },
    ],
  };
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

function list(items: readonly string[]): Block {
  return { kind: 'list', items };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
